import { ABI_SCHEMA, type Abi, type AbiLibrary, type AbiSymbol, LIBRARY_FORMATS, type NeededSymbol } from './abi.ts';
import { ProblemInInput } from './errors.ts';
import { byCodeUnit } from './order.ts';

/** The members of the arrays in `provides` and `needs`; members' names follow, then how many more there are. */
const COLUMNS = {
  provides: ['name', 'kind', 'binding', 'type', 'members'],
  needs: ['name', 'kind', 'binding', 'type', 'import', 'members'],
};

/** A file of `reports/abi/`: one line for each symbol, so that a difference between two versions of it can be read. */
export function printAbi({ toolchain, digest, libraries }: Abi): string {
  return [
    '{',
    ` "schema": ${ABI_SCHEMA},`,
    ` "toolchain": ${JSON.stringify(toolchain)},`,
    ` "digest": ${JSON.stringify(digest)},`,
    ` "columns": ${JSON.stringify(COLUMNS)},`,
    ` "libraries": ${printList(libraries.map(printLibrary), ' ')}`,
    '}',
    '',
  ].join('\n');
}

/** One library of such a file. */
export function printLibrary({ name, links, format, members, unread, provides, needs }: AbiLibrary): string {
  const head = { name, format, links, members };
  return [
    '  {',
    ...Object.entries(head).map(([key, value]) => `   "${key}": ${JSON.stringify(value)},`),
    `   "unread": ${printList(
      unread.map(({ member, reason }) => `    ${JSON.stringify([member, reason])}`),
      '   ',
    )},`,
    `   "provides": ${printList(
      provides.map((symbol) => printSymbol(symbol, [])),
      '   ',
    )},`,
    `   "needs": ${printList(
      needs.map((symbol) => printSymbol(symbol, [symbol.import])),
      '   ',
    )}`,
    '  }',
  ].join('\n');
}

function printSymbol({ name, kind, weak, type, members, more }: AbiSymbol, extra: readonly (string | null)[]): string {
  const row = [name, kind, weak ? 'weak' : 'strong', type, ...extra, ...members, ...(more > 0 ? [more] : [])];
  return `    ${JSON.stringify(row)}`;
}

function printList(lines: readonly string[], indent: string): string {
  return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n${indent}]`;
}

/** Reads a file of `reports/abi/`. Throws `ProblemInInput` for what is none, or was written by a newer emrift. */
export function parseAbi(text: string, file: string): Abi {
  const fail = (message: string): never => {
    throw new ProblemInInput(message, { position: { file } });
  };
  let value: Raw | null;
  try {
    value = JSON.parse(text) as Raw | null;
  } catch (error) {
    return fail(`is no JSON: ${(error as Error).message}`);
  }
  if (typeof value?.schema === 'number' && value.schema > ABI_SCHEMA) {
    return fail(`was written by a newer emrift (schema ${value.schema})`);
  }
  const { toolchain, digest, libraries } = value ?? {};
  // An object would be asked for its text, and what that is comes from the file.
  const isDigest = typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest);
  if (value?.schema !== ABI_SCHEMA || typeof toolchain !== 'string' || !isDigest) {
    return fail('is no table of symbols of emrift');
  }
  if (!Array.isArray(libraries)) return fail('has no list of libraries');
  return { toolchain, digest: digest as Abi['digest'], libraries: libraries.map((entry) => readLibrary(entry, fail)) };
}

type Raw = Readonly<Record<string, unknown>>;
type Fail = (message: string) => never;

function readLibrary(value: unknown, fail: Fail): AbiLibrary {
  const entry = (typeof value === 'object' && value !== null ? value : fail('has a library that is none')) as Raw;
  const { name, members, links } = entry;
  const format = LIBRARY_FORMATS.find((known) => known === entry.format);
  if (typeof name !== 'string' || !format || !isCount(members) || !isTexts(links)) {
    return fail('has a library without name, format, links or members');
  }
  const rowsOf = (key: string) => {
    const rows = entry[key];
    if (!Array.isArray(rows) || !rows.every(Array.isArray)) return fail(`has a library ${name} without ${key}`);
    return rows as readonly (readonly unknown[])[];
  };
  const bad: Fail = () => fail(`has a broken line in the library ${name}`);
  const unread = rowsOf('unread').map(([member, reason]) => {
    return typeof member === 'string' && typeof reason === 'string' ? { member, reason } : bad('');
  });
  return {
    name,
    links,
    format,
    members,
    unread,
    provides: rowsOf('provides').map((row) => readSymbol(row, 4, bad)),
    needs: rowsOf('needs').map((row): NeededSymbol => {
      if (!isTextOrNull(row[4])) return bad('');
      return { ...readSymbol(row, 5, bad), import: row[4] };
    }),
  };
}

function readSymbol(row: readonly unknown[], from: number, bad: Fail): AbiSymbol {
  const [name, kind, binding, type] = row;
  const last = row.at(-1);
  const more = isCount(last) ? last : 0;
  const members = row.slice(from, more > 0 ? -1 : undefined);
  if (typeof name !== 'string' || typeof kind !== 'string' || !isTextOrNull(type) || !isTexts(members)) return bad('');
  if (binding !== 'weak' && binding !== 'strong') return bad('');
  return { name, kind, weak: binding === 'weak', type, members, more };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

/** Orders symbols of a table by name, kind, binding (strong first) and type. */
export function compareSymbols(a: AbiSymbol, b: AbiSymbol): number {
  return (
    byCodeUnit(a.name, b.name) ||
    byCodeUnit(a.kind, b.kind) ||
    Number(a.weak) - Number(b.weak) ||
    byCodeUnit(a.type ?? '', b.type ?? '')
  );
}
