import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../model/order.ts';
import { readFoundText } from '../system/read-text.ts';

/** The files of a catalogue by path below its folder, as they lie there or as they are about to. */
export interface CatalogueFiles {
  /** A path as messages name it. */
  shown(path: string): string;
  /** A file's text; null where there is none. */
  read(path: string): string | null;
  /** Names of the files in a folder, sorted; none where it is not there. Hidden ones are nobody's. */
  names(folder: string): readonly string[];
  /** Names of the folders in a folder, sorted. */
  folders(folder: string): readonly string[];
}

/** The files of a catalogue as they lie in a folder. */
export function filesIn(out: string): CatalogueFiles {
  const list = (folder: string, isWanted: (entry: { isFile(): boolean; isDirectory(): boolean }) => boolean) => {
    const path = join(out, folder);
    if (!existsSync(path)) return [];
    const entries = readdirSync(path, { withFileTypes: true });
    const wanted = entries.filter((entry) => !entry.name.startsWith('.') && isWanted(entry));
    return wanted.map(({ name }) => name).sort(byCodeUnit);
  };
  return {
    shown: (path) => join(out, path),
    read: (path) => readFoundText(join(out, path)),
    names: (folder) => list(folder, (entry) => entry.isFile()),
    folders: (folder) => list(folder, (entry) => entry.isDirectory()),
  };
}
