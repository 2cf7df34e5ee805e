/** How this CommonJS package gets at cel-js, which is an ES module. */
import type * as Cel from '@marcbachmann/cel-js';
import { isVmWithoutModules } from '../../modules';

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
    if (!isVmWithoutModules(error)) throw error;
    return require('@marcbachmann/cel-js');
  }
}
