import { byCodeUnit } from '../model/order.ts';
import { type CatalogueFiles, filesIn } from './files.ts';
import { publishOutcome } from './outcome.ts';

/** A catalogue as it is about to be: read like one that lies there, written without touching it. */
export interface Draft extends CatalogueFiles {
  /** Makes a file's text this one. Gives how many files that changes. */
  write(path: string, text: string): number;
  /** Takes a file away. Gives how many files that changes. */
  remove(path: string): number;
  /** Makes all of it appear at once, or nothing; `unreported` as `publishOutcome` says. */
  publish(options?: { readonly unreported: boolean }): void;
}

/** Begins a draft of the catalogue in a folder. */
export function draftCatalogue(out: string): Draft {
  const lying = filesIn(out);
  const changed = new Map<string, string | null>();
  const read = (path: string) => (changed.has(path) ? changed.get(path)! : lying.read(path));
  const change = (path: string, text: string | null) => {
    if (read(path) === text) return 0;
    changed.set(path, text);
    return 1;
  };
  return {
    shown: lying.shown,
    read,
    names(folder) {
      const names = new Set(lying.names(folder));
      for (const [path, text] of changed) {
        const name = nameIn(folder, path);
        if (name === null || name.includes('/')) continue;
        if (text === null) names.delete(name);
        else names.add(name);
      }
      return [...names].sort(byCodeUnit);
    },
    folders(folder) {
      const below = [...changed].flatMap(([path, text]) => (text === null ? [] : (nameIn(folder, path) ?? [])));
      const added = below.filter((name) => name.includes('/')).map((name) => name.slice(0, name.indexOf('/')));
      return [...new Set([...lying.folders(folder), ...added])].sort(byCodeUnit);
    },
    write: change,
    remove: (path) => change(path, null),
    publish: ({ unreported } = { unreported: false }) => publishOutcome(out, changed, unreported),
  };
}

/** The rest of a path below a folder; null where it lies elsewhere. */
function nameIn(folder: string, path: string): string | null {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}
