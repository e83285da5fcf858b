import { diffSurfaces, type SurfaceDiff } from '../wasm/diff-surfaces.ts';
import type { FileReport } from './file-report.ts';

/** A fact about both files that is not the same; null where a file does not show it. */
export interface FactDiff {
  /** `maker`, `Emscripten`, `role`, `settings.pthreads`, `sizes.code`, `imports` … */
  readonly fact: string;
  readonly before: Fact;
  readonly after: Fact;
}

/** A fact as JSON has it: sizes in bytes. */
export type Fact = string | number | boolean | null;

/** What differs from one file to another. */
export interface ReportDiff extends SurfaceDiff {
  /** Whether names were replaced by letters, of which the same ones mean something else after each build. */
  readonly minified: { readonly before: boolean; readonly after: boolean };
  readonly facts: readonly FactDiff[];
}

/**
 * Compares two files. Names are compared as the sources have them, as far as a script gives them; where one file has only
 * letters, lists of names are left empty, and how many there are is among the facts.
 */
export function diffReports(before: FileReport, after: FileReport): ReportDiff {
  const minified = { before: isMinified(before), after: isMinified(after) };
  const comparable = !minified.before && !minified.after;
  const surface = diffSurfaces(withNames(before, comparable), withNames(after, comparable));
  const counts = comparable ? [] : (['imports', 'exports'] as const);
  return {
    ...surface,
    minified,
    facts: diffFacts(
      { ...factsOf(before), ...Object.fromEntries(counts.map((list) => [list, before[list].length])) },
      { ...factsOf(after), ...Object.fromEntries(counts.map((list) => [list, after[list].length])) },
    ),
  };
}

/** A script that fits gives all of them names. */
function isMinified({ debug, glue }: FileReport): boolean {
  return debug?.minifiedImports === true && Object.keys(glue?.imports ?? {}).length === 0;
}

function withNames(report: FileReport, comparable: boolean): FileReport {
  if (!comparable) return { ...report, imports: [], exports: [], symbols: [] };
  const { imports, exports } = report.glue ?? { imports: {}, exports: {} };
  const rename = (names: Readonly<Record<string, string>>) => {
    return <T extends { readonly name: string }>(entry: T): T =>
      Object.hasOwn(names, entry.name) ? { ...entry, name: names[entry.name]! } : entry;
  };
  return { ...report, imports: report.imports.map(rename(imports)), exports: report.exports.map(rename(exports)) };
}

/** What is compared beside names, each as one value. */
function factsOf(report: FileReport): Record<string, Fact> {
  const { producer, producers, emscripten, role, settings, sizes, debug } = report;
  const { memory, minimum, ...single } = settings ?? { memory: null, minimum: {} };
  const { largest, ...bytes } = sizes ?? { largest: [] };
  return {
    format: report.format,
    maker: producer.tool,
    version: producer.version,
    makers: producers.map(({ tool }) => tool).join(', ') || null,
    Emscripten: emscripten ? printWindow(emscripten) : null,
    role,
    ...named('settings', single),
    ...named('settings.memory', memory ?? {}),
    ...named('settings.minimum', minimum),
    size: report.size,
    ...named('sizes', bytes),
    dwarf: debug?.dwarf ?? null,
    names: debug ? debug.functionNames > 0 : null,
  };
}

function named(lead: string, facts: object): Record<string, Fact> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${lead}.${name}`, value as Fact]));
}

/** `3.1.57..4.0.0`, `..2.0.0`: from, and before. */
function printWindow({ ranges, contradictory }: NonNullable<FileReport['emscripten']>): string {
  if (contradictory) return 'no single release';
  return ranges.map(({ since, until }) => `${since ?? ''}..${until ?? ''}`).join(' ');
}

function diffFacts(before: Readonly<Record<string, Fact>>, after: Readonly<Record<string, Fact>>): FactDiff[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((fact) => {
    const [old, now] = [before[fact] ?? null, after[fact] ?? null];
    return old === now ? [] : [{ fact, before: old, after: now }];
  });
}
