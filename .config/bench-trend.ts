// Compares a document of `npm run bench` with earlier ones. Ratios say something whatever the machine; clock times, speeds
// and memory only where it is the same.
import { medianOf } from '../src/breaks/smoke/sizes.ts';
import { limitAnnotations, printAnnotation } from '../src/reports/ci/github-command.ts';
import { bullets, code, escapeText, page, table } from '../src/reports/text/markdown.ts';
import { countOf, listOf } from '../src/reports/text/words.ts';
import { type BenchDocument, printValue } from './bench-document.ts';
import { type Figure, isMoreBetter } from './bench-figures.ts';

/** A cost that grew by more than this share is told. */
const MOST_GROWTH = 0.1;
/** So many earlier values are shown. */
const SHOWN = 5;

/** A figure over time. */
export interface TrendRow {
  readonly figure: Figure;
  /** Its earlier values, oldest first, one for each document; null where one has none. */
  readonly earlier: readonly (number | null)[];
  /** The median of the earlier ones that compare; null where none does. */
  readonly before: number | null;
  /** How much more it costs than that, as a share; null where nothing compares. */
  readonly growth: number | null;
}

/** A document beside earlier ones. */
export interface Trend {
  readonly earlier: readonly BenchDocument[];
  readonly now: BenchDocument;
  readonly rows: readonly TrendRow[];
  /** Rows whose cost grew by more than a tenth. */
  readonly grown: readonly TrendRow[];
  /** Names of figures that the last earlier document with the same measure had. */
  readonly gone: readonly string[];
  /** Names of figures that no earlier document has. */
  readonly added: readonly string[];
}

/** Compares a document with earlier ones, in whatever order they are given. */
export function compareDocuments(documents: readonly BenchDocument[], now: BenchDocument): Trend {
  const earlier = documents.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const same = earlier.map((one) => isSameMachine(one, now));
  const rows = now.figures
    .filter(({ kind }) => kind !== 'count')
    .map((figure): TrendRow => {
      const values = earlier.map((one) => valueIn(one, figure));
      const comparable = values.filter((value, at) => value !== null && (figure.kind === 'ratio' || same[at]));
      const before = comparable.length === 0 ? null : medianOf((comparable as number[]).sort((a, b) => a - b));
      return { figure, earlier: values, before, growth: before === null ? null : growthOf(figure, before) };
    });
  const had = new Set(earlier.flatMap(({ figures }) => figures.map(({ name }) => name)));
  const has = new Set(now.figures.map(({ name }) => name));
  const measured = new Set(now.choice);
  return {
    earlier,
    now,
    rows,
    grown: rows.filter(({ growth }) => growth !== null && growth > MOST_GROWTH),
    gone: [...had].filter((name) => !has.has(name) && measured.has(measureOf(name))),
    added: earlier.length === 0 ? [] : [...has].filter((name) => !had.has(name)),
  };
}

/** The trend for people, as GitHub Flavored Markdown: what grew, what came and went, and the last values of each figure. */
export function renderTrend(trend: Trend): string {
  const { now, earlier, rows, grown, gone, added } = trend;
  const shown = earlier.slice(-SHOWN);
  const others = earlier.filter((one) => !isSameMachine(one, now)).length;
  const { cpu, cores, memory, node, kernel } = now.machine;
  const machine = `${cpu}, ${countOf(cores, 'core')}, ${(memory / 2 ** 30).toFixed(1)} GiB, Node.js ${node}, ${kernel}`;
  const news = [
    ...grown.map((row) => `**${escapeText(sentenceOf(row))}**`),
    ...(gone.length > 0 ? [`No longer measured: ${listOf(gone.map(code))}`] : []),
    ...(added.length > 0 ? [`Measured for the first time: ${listOf(added.map(code))}`] : []),
    ...now.notes.map(({ measure, text }) => `${code(measure)}: ${escapeText(text)}`),
  ];
  return page([
    '## Speed',
    escapeText(headline(trend)),
    bullets(news),
    table(
      [
        ['figure', ...shown.map(columnOf), `now ${columnOf(now)}`, 'change'],
        ...rows.map(({ figure, earlier: values, growth }) => [
          code(figure.name),
          ...values.slice(-SHOWN).map((value) => (value === null ? '–' : printValue(value, figure.unit))),
          printValue(figure.value, figure.unit),
          growth === null ? '–' : printGrowth(figure, growth),
        ]),
      ],
      ['l', ...shown.map(() => 'r'), 'r', 'r'],
    ),
    escapeText(
      `On ${machine}. The change is that against the median of all earlier ones; of clock times, speeds and memory, of those of the same machine${others > 0 ? ` (${countOf(others, 'document')} of another)` : ''}.`,
    ),
  ]);
}

/** A GitHub warning for each ratio that grew by more than a tenth; what else grew is in the summary. */
export function annotateTrend({ grown }: Trend): readonly string[] {
  const ratios = grown.filter(({ figure }) => figure.kind === 'ratio');
  return limitAnnotations(
    ratios.map((row) => ({ level: 'warning', title: 'emrift bench', message: sentenceOf(row) })),
  ).map(printAnnotation);
}

function headline({ earlier, grown }: Trend): string {
  if (earlier.length === 0) return 'There is no earlier document to compare with.';
  const ratios = grown.filter(({ figure }) => figure.kind === 'ratio').length;
  const against = `against ${countOf(earlier.length, 'earlier document')}`;
  return ratios === 0
    ? `No ratio costs more than a tenth more, ${against}.`
    : `${countOf(ratios, 'ratio')} ${ratios === 1 ? 'costs' : 'cost'} more than a tenth more, ${against}.`;
}

function sentenceOf({ figure, before, growth }: TrendRow): string {
  const { name, title, value, unit, spread } = figure;
  const runs = spread.runs > 1 ? ` (${printValue(spread.least, unit)} to ${printValue(spread.most, unit)})` : '';
  return `${name}, ${title}: ${printValue(value, unit)}${runs}, before ${printValue(before!, unit)}, ${printGrowth(figure, growth!)}`;
}

/** What a figure costs more than before, as a share: of a speed or a share, what it has less. */
function growthOf({ value, kind }: Figure, before: number): number {
  const [cost, base] = isMoreBetter(kind) ? [before, value] : [value, before];
  if (cost === base) return 0;
  return base === 0 ? Number.POSITIVE_INFINITY : cost / base - 1;
}

/** The change of the value itself: a speed that fell costs more. */
function printGrowth({ kind }: Figure, growth: number): string {
  const change = isMoreBetter(kind) ? 1 / (1 + growth) - 1 : growth;
  if (!Number.isFinite(change)) return 'from 0';
  const percent = Math.round(100 * change);
  return `${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${Math.abs(percent)} %`;
}

function valueIn({ figures }: BenchDocument, { name, unit }: Figure): number | null {
  return figures.find((one) => one.name === name && one.unit === unit)?.value ?? null;
}

function isSameMachine({ machine: a }: BenchDocument, { machine: b }: BenchDocument): boolean {
  // What firmware keeps of the memory differs a little from one start to the next.
  const gigabytes = (memory: number) => Math.round(memory / 1e9);
  const isSameSize = a.cores === b.cores && gigabytes(a.memory) === gigabytes(b.memory);
  return isSameSize && a.cpu === b.cpu && a.node === b.node && a.kernel === b.kernel;
}

function measureOf(name: string): string {
  return name.slice(0, name.indexOf('/'));
}

/** `11-30 e8d23d8b`, with a `+` where files differed from the commit. */
function columnOf({ date, commit, dirty }: BenchDocument): string {
  return `${date.slice(5, 10)}${commit === null ? '' : ` ${escapeText(commit.slice(0, 8))}${dirty ? '+' : ''}`}`;
}
