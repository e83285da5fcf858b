/** The fields of a file's attributes, in the order of preview 1. */
const FILESTAT = ['dev', 'ino', 'filetype', 'nlink', 'size', 'atim', 'mtim', 'ctim'];

/** `{filetype=directory, fdflags=0}`. */
export function fieldsText(fields: ReadonlyMap<string, string>): string {
  return `{${[...fields].map(([name, value]) => `${name}=${value}`).join(', ')}}`;
}

/** A file's attributes in their order, `?` for what is not shown. */
export function statText(fields: ReadonlyMap<string, string>): string {
  return fieldsText(new Map(FILESTAT.map((name) => [name, fields.get(name) ?? '?'])));
}
