/** ES modules in a package of CommonJS. */

/**
 * A host that runs us inside a `vm` context without the flag for modules there, as Jest does, cannot
 * import; it can require what it has transpiled itself.
 */
export function isVmWithoutModules(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return (
    code === 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG' ||
    code === 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING'
  );
}
