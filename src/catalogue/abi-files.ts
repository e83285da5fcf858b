import type { Abi } from '../model/abi.ts';
import { parseAbi } from '../model/abi-text.ts';
import type { CatalogueFiles } from './files.ts';

/** The files of a catalogue that hold symbol tables, by path below it, sorted. */
export function listAbiFiles(files: CatalogueFiles): string[] {
  const names = files.names('abi').filter((name) => name.endsWith('.json'));
  return names.map((name) => `abi/${name}`);
}

/** The symbol tables of a catalogue. Throws `ProblemInInput` for a file that is none. */
export function readAbis(files: CatalogueFiles): Abi[] {
  return listAbiFiles(files).map((path) => parseAbi(files.read(path) ?? '', files.shown(path)));
}
