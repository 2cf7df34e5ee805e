/** Figures that were measured on this machine today, so that a run that was ended can go on. */
import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Machine } from './machine';
import type { Measure } from './measure';

interface Kept {
  machine: Machine;
  /** By the numbers of a group. */
  groups: Record<string, Measure[]>;
}

export class KeptFigures {
  constructor(
    private readonly file: string,
    private readonly machine: Machine,
  ) {}

  /** Undefined: not all of them are measured yet. */
  of(ids: readonly number[]): Measure[] | undefined {
    const measures = this.#read()[ids.join()];
    return measures?.every(({ value }) => value !== undefined)
      ? measures
      : undefined;
  }

  keep(ids: readonly number[], measures: Measure[]): void {
    const groups = { ...this.#read(), [ids.join()]: measures };
    const kept: Kept = { machine: this.machine, groups };
    fs.mkdirSync(path.dirname(this.file), { recursive: true });
    fs.writeFileSync(this.file, JSON.stringify(kept, null, 2));
  }

  /** What was measured on another machine, on another day or with other versions is not compared. */
  #read(): Kept['groups'] {
    if (!fs.existsSync(this.file)) return {};
    const { machine, groups }: Kept = JSON.parse(
      fs.readFileSync(this.file, 'utf8'),
    );
    return isDeepStrictEqual(machine, this.machine) ? groups : {};
  }
}
