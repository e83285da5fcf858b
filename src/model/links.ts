import * as z from 'zod';
import { canonicalJson } from './canonical.ts';
import { ProblemInInput } from './errors.ts';
import { byCodeUnit } from './order.ts';
import type { ResolvedSymbol, SymbolBinding } from './resolution.ts';

/** The format of the files in `reports/abi/links`; a reader refuses a newer one. */
export const LINKS_SCHEMA = 1;

/** How symbols resolved in the links of one case. */
export interface LinkTable {
  readonly case: string;
  /** Sorted by step, then by the first combination. */
  readonly rows: readonly LinkRow[];
}

/** What one step came to, on all combinations on which it came to the same. */
export interface LinkRow {
  readonly step: string;
  /** In the module that the step linked. */
  readonly symbols: readonly ResolvedSymbol[];
  /** In the objects and archives that the step left, sorted by file. */
  readonly bindings: readonly SymbolBinding[];
  /** Toolchains of the step as in a cell's name behind `@`, sorted. */
  readonly on: readonly string[];
}

/** One step on one combination. */
export type Link = Omit<LinkRow, 'on'> & { readonly case: string; readonly on: string };

const SYMBOL = z.strictObject({
  symbol: z.string(),
  exported: z.boolean(),
  resolution: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('import'), import: z.string(), by: z.string().nullable() }),
    z.strictObject({ kind: z.literal('definition'), file: z.string().nullable() }),
    z.strictObject({ kind: z.literal('undefined-weak') }),
    z.strictObject({ kind: z.literal('absent') }),
  ]),
});
const BINDING = z.strictObject({ symbol: z.string(), file: z.string(), defined: z.boolean(), weak: z.boolean() });
const TABLE = z.strictObject({
  schema: z.literal(LINKS_SCHEMA),
  case: z.string(),
  rows: z.array(
    z.strictObject({
      step: z.string(),
      symbols: z.array(SYMBOL),
      bindings: z.array(BINDING),
      on: z.array(z.string()),
    }),
  ),
});

/** Puts links together that came to the same; tables sorted by case. */
export function groupLinks(links: readonly Link[]): LinkTable[] {
  const cases = new Map<string, Map<string, LinkRow & { on: string[] }>>();
  for (const { case: name, on, ...found } of links) {
    const rows = cases.get(name) ?? new Map<string, LinkRow & { on: string[] }>();
    cases.set(name, rows);
    const key = canonicalJson(found);
    const row = rows.get(key) ?? { ...found, on: [] };
    rows.set(key, row);
    row.on.push(on);
  }
  return [...cases]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([name, rows]) => ({ case: name, rows: [...rows.values()].map(sortRow).sort(compareRows) }));
}

/** The links of tables, one by one. */
export function listLinks(tables: readonly LinkTable[]): Link[] {
  return tables.flatMap((table) =>
    table.rows.flatMap(({ on, ...row }) => on.map((one) => ({ ...row, case: table.case, on: one }))),
  );
}

/** A table as a file: one line a row. */
export function printLinks({ case: name, rows }: LinkTable): string {
  const lines = rows.map(({ step, symbols, bindings, on }) => {
    // Members in canonical order: what was read from a file and what was just found have them in orders of their own.
    return `  {"step":${JSON.stringify(step)},"symbols":${canonicalJson(symbols)},"bindings":${canonicalJson(bindings)},"on":${canonicalJson(on)}}`;
  });
  return `{\n "schema": ${LINKS_SCHEMA},\n "case": ${JSON.stringify(name)},\n "rows": [\n${lines.join(',\n')}\n ]\n}\n`;
}

/** Reads such a file. Throws `ProblemInInput` for anything else. */
export function parseLinks(text: string, file: string): LinkTable {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ProblemInInput(`is no JSON: ${(error as Error).message}`, { position: { file } });
  }
  const parsed = TABLE.safeParse(value);
  if (parsed.success) return { case: parsed.data.case, rows: parsed.data.rows };
  const { path, message } = parsed.error.issues[0]!;
  throw new ProblemInInput(`${path.join('.') || 'the table'}: ${message}`, { position: { file } });
}

function sortRow(row: LinkRow): LinkRow {
  return { ...row, on: [...row.on].sort(byCodeUnit) };
}

function compareRows(a: LinkRow, b: LinkRow): number {
  return byCodeUnit(a.step, b.step) || byCodeUnit(a.on[0] ?? '', b.on[0] ?? '');
}
