// What `npm run bench -- --json FILE` keeps, and the lines that it prints.
import { z } from 'zod';
import { checkSchema, parseJson } from '../src/catalogue/versioned-json.ts';
import { ProblemInInput } from '../src/model/errors.ts';
import { printNumber } from '../src/reports/text/words.ts';
import { type Figure, isMoreBetter, type Unit } from './bench-figures.ts';

const SCHEMA = 1;

const figure = z.object({
  name: z.string(),
  title: z.string(),
  value: z.number(),
  unit: z.enum(['×', 'µs', 'ms', 's', 'MB', 'MB/s', '%', '']),
  kind: z.enum(['ratio', 'time', 'memory', 'speed', 'share', 'count']),
  goal: z.number().optional(),
  spread: z.object({ least: z.number(), most: z.number(), runs: z.int() }),
});

const machine = z.object({
  cpu: z.string(),
  cores: z.int(),
  /** Bytes. */
  memory: z.int(),
  node: z.string(),
  kernel: z.string(),
});

const document = z.object({
  schema: z.literal(SCHEMA),
  date: z.iso.datetime(),
  /** Null outside of a repository. */
  commit: z.string().nullable(),
  /** Whether files differed from the commit. */
  dirty: z.boolean(),
  machine,
  /** The measures that were asked for. */
  choice: z.array(z.string()),
  figures: z.array(figure),
  /** What a measure says beside its figures, such as why it has none. */
  notes: z.array(z.object({ measure: z.string(), text: z.string() })),
});

/** One run of the measures: where, of which commit, and what came out. */
export type BenchDocument = Readonly<z.infer<typeof document>>;

/** A document for a file. */
export function printDocument(content: Omit<BenchDocument, 'schema'>): string {
  return `${JSON.stringify({ schema: SCHEMA, ...content }, null, 1)}\n`;
}

/** Reads what `printDocument` wrote. Throws `ProblemInInput` for what is none, or of another schema; `path` names it. */
export function readDocument(text: string, path: string): BenchDocument {
  const given = checkSchema<BenchDocument>(parseJson(text, path), SCHEMA, path, 'document of `npm run bench`');
  const read = document.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new ProblemInInput(`${issue!.path.join('.')}: ${issue!.message}`, { position: { file: path } });
}

const TITLE = 56;
const VALUE = 12;

/** A line for each figure of a measure, and for each of its notes. */
export function printMeasure(measure: string, figures: readonly Figure[], notes: readonly string[]): string {
  const lines = figures.map(
    (one) => `  ${one.title.padEnd(TITLE)} ${printValue(one.value, one.unit).padStart(VALUE)}${printGoal(one)}`,
  );
  return [measure, ...lines, ...notes.map((note) => `  ${note}`)].join('\n');
}

/** A value with its unit, in as many digits as say something. */
export function printValue(value: number, unit: Unit): string {
  const size = Math.abs(value);
  const digits = unit === '' ? 0 : size < 0.1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0;
  const [whole, rest] = size.toFixed(digits).split('.') as [string, string?];
  const number = `${printNumber(Number(whole))}${rest === undefined ? '' : `.${rest}`}`;
  return `${value < 0 ? '−' : ''}${number} ${unit}`.trimEnd();
}

function printGoal({ value, unit, kind, goal }: Figure): string {
  if (goal === undefined) return '';
  const isMore = isMoreBetter(kind);
  const isMet = isMore ? value >= goal : value <= goal;
  return `   goal ${isMore ? '≥' : '≤'} ${`${printNumber(goal)} ${unit}`.trimEnd()}${isMet ? '' : ', missed'}`;
}
