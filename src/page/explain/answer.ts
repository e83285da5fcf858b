import { indexShipped, parseAll, printKnowledge } from '../../breaks/knowledge/knowledge-file.ts';
import { gatherReasons } from '../../breaks/logs/gather-reasons.ts';
import { createLogReader } from '../../evidence/context/log-reader.ts';
import { inspectFile } from '../../evidence/inspect/inspect-file.ts';
import { readLibraryNames } from '../../evidence/origin/library-names.ts';
import { readLinkSymbols } from '../../evidence/origin/link-symbols.ts';
import { printAvailability } from '../../evidence/origin/offered-name.ts';
import { detectFormat } from '../../evidence/wasm/detect-format.ts';
import { memoise } from '../../model/memoise.ts';
import { explainRead } from '../../reports/query/explained-log.ts';
import type { ListedBreak } from '../../reports/query/listed-break.ts';
import { describeInspection } from '../../reports/terminal/inspect-text.ts';
import { cleanLine } from '../../reports/text/clean.ts';
import {
  describeExplanation,
  describePlace,
  type ExplanationPlace,
  type ExplanationWords,
} from '../../reports/words/explanation-words.ts';
import { type LogHeadline, sayHeadline } from '../../reports/words/log-headline.ts';
import { Buffer } from '../node/buffer.ts';

/** What the answers are drawn from. */
export interface AnswerSources {
  /** Knowledge as the build ships it, its line of words empty. */
  readonly knowledge: string;
  /** The breaks of the catalogue. */
  readonly listed: readonly ListedBreak[];
}

/** The first of something, and how many there are. */
export interface Counted<One> {
  readonly count: number;
  readonly shown: readonly One[];
}

/** What `emrift explain` says of a log. Plain text, cleaned. */
export interface LogAnswer {
  readonly kind: 'log';
  readonly headline: LogHeadline;
  readonly causes: Counted<ExplanationWords>;
  readonly traps: Counted<ExplanationWords>;
  readonly warnings: Counted<ExplanationWords>;
  /** Lines that look like errors and that nothing here knows. */
  readonly suspects: Counted<ExplanationPlace>;
  /** Messages that only follow from others. */
  readonly following: Counted<ExplanationPlace>;
}

/** What `emrift inspect` says of a module, object or archive. Plain text, cleaned. */
export interface ModuleAnswer {
  readonly kind: 'module';
  readonly name: string;
  readonly title: string;
  readonly rows: readonly (readonly [label: string, text: string])[];
}

/** The most of each that is shown. */
const MOST_SHOWN = 50;

/** How much of a log is read at a time, in bytes. */
const CHUNK = 1 << 18;

/** Answers from the pure rooms. What it is given throws `ProblemInInput` or `WasmError` where it cannot be read. */
export function createAnswerer({ knowledge: text, listed }: AnswerSources) {
  const knowledge = memoise(() => indexShipped(printKnowledge(parseAll(text))));
  const library = memoise(readLibraryNames);
  const libraries = memoise(readLinkSymbols);
  return (name: string, given: Uint8Array): LogAnswer | ModuleAnswer => {
    const bytes = Buffer.from(given.buffer as ArrayBuffer, given.byteOffset, given.byteLength) as unknown as Uint8Array;
    if (detectFormat(bytes) !== 'unknown') {
      const report = inspectFile(bytes, name, library(), { depth: 'summary' });
      return { kind: 'module', ...describeInspection(report) };
    }
    return explain(name, bytes);
  };

  function explain(name: string, bytes: Uint8Array): LogAnswer {
    const reader = createLogReader(name);
    for (let at = 0; at < bytes.length; at += CHUNK) reader.push(bytes.subarray(at, at + CHUNK) as never);
    const log = reader.end();
    const reasons = gatherReasons(log, knowledge());
    const availabilityOf = (symbol: string) => printAvailability(symbol, library());
    const explained = explainRead(name, log, reasons, { listed, availabilityOf, librariesOf: libraries() });
    const words = (list: typeof explained.causes) =>
      countFirst(list, (one) => [describeExplanation(one, { all: false })]);
    return {
      kind: 'log',
      headline: sayHeadline(explained),
      causes: words(explained.causes),
      traps: words(explained.traps),
      warnings: words(explained.warnings),
      suspects: countFirst(reasons.suspects, ({ logLine, text: said }) => [
        { where: `line ${logLine}`, text: cleanLine(said) },
      ]),
      following: countFirst(reasons.consequences, (one) =>
        describePlace({ name: null, diagnostics: [one], count: one.count ?? 1 } as never),
      ),
    };
  }
}

function countFirst<From, To>(list: readonly From[], show: (one: From) => readonly To[]): Counted<To> {
  return { count: list.length, shown: list.slice(0, MOST_SHOWN).flatMap(show) };
}
