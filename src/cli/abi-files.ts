import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Abi } from '../model/abi.ts';
import { parseAbi } from '../model/abi-text.ts';
import { byCodeUnit } from '../model/order.ts';

/** The files of a catalogue that hold symbol tables, by path below it, sorted. */
export function listAbiFiles(out: string): string[] {
  const folder = join(out, 'abi');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort(byCodeUnit).map((name) => `abi/${name}`);
}

/** The symbol tables of a catalogue. Throws `ProblemInInput` for a file that is none. */
export function readAbis(out: string): Abi[] {
  return listAbiFiles(out).map((path) => parseAbi(readFileSync(join(out, path), 'utf8'), join(out, path)));
}
