import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';

/** The project's own recordings, and a larger collection where one lies beside the checkout. */
export const CORPORA: readonly string[] = [
  join(import.meta.dirname, 'corpus'),
  join(import.meta.dirname, '../../../../shared/corpus'),
].filter((folder) => existsSync(folder));

/** What one recorded log should be read as. */
export interface CorpusEntry {
  readonly name: string;
  readonly tool: string;
  readonly log: string;
  /** Whether `expect` covers every diagnostic of the log. */
  readonly complete: boolean;
  readonly noise: readonly string[];
  readonly expect: readonly Expectation[];
}

/** Severity, code and every field that the message states; `category` and `detail` are decided by others. */
export type Expectation = Readonly<Record<string, unknown>> & { readonly severity: string; readonly code: string };

/** How an entry fared. */
export interface Outcome {
  readonly found: number;
  readonly missed: readonly Expectation[];
  readonly extra: readonly Diagnostic[];
  /** Expected literal parts of the log that stand in no message of the matched diagnostic. */
  readonly detailMissed: readonly string[];
}

/** Reads the pairs `NAME.log` and `NAME.json` of a folder. */
export function readCorpus(folder: string): readonly CorpusEntry[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return names.map((file) => {
    const name = file.slice(0, -'.json'.length);
    const stated = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Partial<CorpusEntry>;
    return {
      name,
      tool: stated.tool ?? 'unknown',
      log: readFileSync(join(folder, `${name}.log`), 'utf8'),
      complete: stated.complete ?? false,
      noise: stated.noise ?? [],
      expect: stated.expect ?? [],
    };
  });
}

/** Compares in log order: each expectation takes the first diagnostic that fits and is not taken. */
export function judgeEntry(entry: CorpusEntry, diagnostics: readonly Diagnostic[]): Outcome {
  const free = new Set(diagnostics);
  const missed: Expectation[] = [];
  const detailMissed: string[] = [];
  for (const expected of entry.expect) {
    const fitting = [...free].find((one) => fits(expected, one));
    if (!fitting) {
      missed.push(expected);
      continue;
    }
    free.delete(fitting);
    const { detail } = expected;
    if (typeof detail === 'string' && !fitting.message.includes(detail.trimEnd()))
      detailMissed.push(`${entry.name}: ${detail} / ${fitting.message}`);
  }
  const loud = [...free].filter(({ severity }) => severity === 'error');
  return { found: entry.expect.length - missed.length, missed, extra: entry.complete ? loud : [], detailMissed };
}

const NOT_FIELDS = new Set(['category', 'detail']);

function fits(expected: Expectation, one: Diagnostic): boolean {
  const fields = one as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(expected).every(
    ([name, value]) => NOT_FIELDS.has(name) || JSON.stringify(fields[name]) === JSON.stringify(value),
  );
}
