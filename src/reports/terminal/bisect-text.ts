import type { ProbeOutcome } from '../../breaks/bisect/outcome.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { cleanLine } from '../text/clean.ts';
import type { Paint } from '../text/paint.ts';
import { quote } from '../text/quote.ts';
import { countOf } from '../text/words.ts';

/** One version that was tried. */
export interface TriedVersion {
  readonly version: string;
  readonly outcome: ProbeOutcome;
  /** The cell's name; null where there was none to run. */
  readonly cell: string | null;
}

/** What a search came to. */
export interface Bisected {
  readonly case: string;
  readonly tool: Tool;
  /** How many versions are offered between the ends, both included. */
  readonly versions: number;
  /** In the order in which they were tried. */
  readonly tried: readonly TriedVersion[];
  readonly last: TriedVersion;
  readonly first: TriedVersion;
  /** Versions between the two that are inconclusive. */
  readonly inconclusive: readonly string[];
}

/** A search for a terminal: what was tried, oldest first, what it means, and where to go on from there. */
export function printBisected(found: Bisected, order: (a: string, b: string) => number, paint: Paint): string {
  const { title } = TOOLS[found.tool];
  const rows = [...found.tried].sort((a, b) => order(a.version, b.version));
  const width = Math.max(...rows.map(({ version }) => version.length));
  return [
    ...rows.map(({ version, outcome }) => `  ${title} ${version.padEnd(width)}  ${outcomeWords(outcome, paint)}`),
    ...sentences(found).map((line) => cleanLine(line)),
    ...messageOf(found),
    ...reproOf(found),
  ].join('\n');
}

/** What the search found, in sentences. */
export function sentences({ case: name, tool, versions, tried, last, first, inconclusive }: Bisected): string[] {
  const { title } = TOOLS[tool];
  const change =
    last.outcome.kind === first.outcome.kind
      ? `fails for another reason since ${title} ${first.version}`
      : first.outcome.kind === 'works'
        ? `passes since ${title} ${first.version}`
        : `fails since ${title} ${first.version}`;
  const between =
    inconclusive.length === 0
      ? `${last.version} is the release before it`
      : `${last.version} is the last with the old result; the versions between are inconclusive (${inconclusive.join(', ')})`;
  return [
    `${name} ${change}; ${between}.`,
    `${countOf(tried.length, 'version')} of ${versions} tried.`,
    ...otherReasons(tried, [last, first]),
  ];
}

/** Reasons on the way other than those on both sides of the change: the boundary is of the status alone. */
function otherReasons(tried: readonly TriedVersion[], ends: readonly TriedVersion[]): string[] {
  const idOf = ({ outcome }: TriedVersion) => (outcome.kind === 'breaks' ? outcome.id : null);
  const known = new Set(ends.map(idOf));
  const others = tried.filter((one) => idOf(one) !== null && !known.has(idOf(one)));
  return others.map((one) => `With ${one.version} it fails for another reason: ${idOf(one)}.`);
}

function outcomeWords(outcome: ProbeOutcome, paint: Paint): string {
  if (outcome.kind === 'works') return paint.good('passes');
  if (outcome.kind === 'breaks') return `${paint.bad('fails')}  ${cleanLine(outcome.id)}`;
  return `inconclusive  ${cleanLine(outcome.reason)}`;
}

function messageOf({ last, first }: Bisected): string[] {
  const broken = [first, last].find(({ outcome }) => outcome.kind === 'breaks');
  if (broken?.outcome.kind !== 'breaks' || broken.outcome.message === '') return [];
  return [`  ${cleanLine(broken.outcome.message)}`];
}

function reproOf({ last, first }: Bisected): string[] {
  const broken = [first, last].find(({ outcome }) => outcome.kind === 'breaks');
  if (broken?.outcome.kind !== 'breaks' || broken.cell === null) return [];
  return [`  emrift repro ${quote(broken.cell)}`, `  emrift explain ${quote(broken.outcome.id)}`];
}
