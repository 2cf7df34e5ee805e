/** How this CommonJS package gets at cel-js, which is an ES module. */
import type * as Cel from '@marcbachmann/cel-js';

export type CelLibrary = typeof Cel;

let library: Promise<CelLibrary> | undefined;

export function loadCelLibrary(): Promise<CelLibrary> {
  library ??= importCel();
  return library;
}

async function importCel(): Promise<CelLibrary> {
  try {
    return await import('@marcbachmann/cel-js');
  } catch (error) {
    // A host that runs us inside a `vm` context without the flag for modules there, as Jest does,
    // cannot import; it can require what it has transpiled itself.
    if (!isVmWithoutModules(error)) throw error;
    return require('@marcbachmann/cel-js');
  }
}

function isVmWithoutModules(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return (
    code === 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG' ||
    code === 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING'
  );
}
