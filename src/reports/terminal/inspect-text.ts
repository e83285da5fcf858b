import { demangle } from '../../breaks/identity/demangle/demangle.ts';
import type { FileReport } from '../../evidence/inspect/file-report.ts';
import { ROLES } from '../../evidence/origin/module-role.ts';
import { printBytes } from '../../model/bytes.ts';
import type { ModuleEntry } from '../../model/results.ts';
import { cleanLine } from '../text/clean.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { countOf, printNumber, someOf } from '../text/words.ts';
import { listHosts } from './inspect-hosts.ts';
import { glueLine, settingsLine, sizesLine } from './inspect-settings.ts';
import { FORMAT_TITLES, makerOf, windowOf } from './inspect-words.ts';

/** The most names of a kind that a summary lists. */
const MOST_NAMES = 6;

/** What a file is, for a terminal. */
export function printInspection(report: FileReport, paint: Paint = PLAIN): string {
  const { name, title, rows } = describeInspection(report, paint);
  return [`${paint.strong(name)}: ${title}`, ...rows.map(([label, text]) => `  ${label.padEnd(11)} ${text}`)]
    .join('\n')
    .concat('\n');
}

/** What a file is: its name, what it is in a few words, and rows of a label and a text. Cleaned, and painted where asked. */
export function describeInspection(
  report: FileReport,
  paint: Paint = PLAIN,
): { readonly name: string; readonly title: string; readonly rows: readonly (readonly [string, string])[] } {
  const rows: readonly (readonly [string, string])[] = [
    ['made by', makerLine(report)],
    ['use', useLine(report)],
    ['Emscripten', emscriptenLine(report)],
    ['script', glueLine(report)],
    ['settings', settingsLine(report.settings, report.producer.tool === 'emscripten')],
    ['sizes', sizesLine(report)],
    ['debug', debugLine(report)],
    ['imports', entriesLine(nameEntries(report.imports, report.glue?.imports))],
    ['exports', entriesLine(nameEntries(report.exports, report.glue?.exports))],
    ['symbols', symbolsLine(report)],
    [report.format === 'component' ? 'contains' : 'members', membersLine(report)],
    ['features', featuresLine(report)],
    ...listHosts(report, paint),
    ...report.problems.slice(0, MOST_NAMES).map(({ offset, message }) => {
      return ['odd', `${cleanLine(message)} at byte ${offset}`] as const;
    }),
  ];
  return {
    name: cleanLine(report.path),
    title: `${FORMAT_TITLES[report.format]}, ${printBytes(report.size)}`,
    rows: rows.filter(([, text]) => text !== ''),
  };
}

function makerLine({ producer, producers, format }: FileReport): string {
  if (producer.tool === null) return format === 'module' ? 'unknown: nothing in the file shows it' : '';
  const others = producers.filter(({ tool }) => tool !== producer.tool);
  const inside = others.length > 0 ? `, with ${others.map(makerOf).join(', ')} inside` : '';
  const because = [producer, ...others].flatMap((one) => one.because).map((text) => cleanLine(text));
  return `${makerOf(producer)}${inside}${because.length > 0 ? ` (${because.join('; ')})` : ''}`;
}

/** How it is put to use; of what an embedder loads, which one, and what it has to give. */
function useLine({ role, embedder, imports }: FileReport): string {
  if (role !== 'embedded') return role === null ? '' : ROLES[role];
  if (embedder !== null) return `needs its embedder: ${embedder}`;
  const given = imports.filter(({ module = '' }) => !module.startsWith('wasi_'));
  const names = given.map(({ module = '', name }) => `${cleanLine(module)}.${cleanLine(name)}`);
  return `needs its embedder: the program that loads it must give ${someOf(names, 3)}`;
}

function emscriptenLine({ emscripten, metadata }: FileReport): string {
  const abi = metadata ? `; states the interface version ${metadata.abi}` : '';
  if (!emscripten) return abi.slice(2);
  const because = emscripten.because.map((text) => cleanLine(text));
  return `${windowOf(emscripten)}${because.length > 0 ? `: ${someOf(because, MOST_NAMES)}` : ''}${abi}`;
}

function debugLine({ debug }: FileReport): string {
  if (!debug) return '';
  const parts = [
    debug.functionNames > 0 ? countOf(debug.functionNames, 'function name') : 'no function names',
    debug.dwarf === 'inside' ? 'DWARF' : debug.dwarf === 'outside' ? 'DWARF in another file' : 'no DWARF',
    ...(debug.sourceMap ? ['a source map'] : []),
    ...(debug.minifiedImports ? ['imports under minified names'] : []),
  ];
  return parts.join(', ');
}

/** Under the names that the script has for them. */
function nameEntries(
  entries: readonly ModuleEntry[],
  names: Readonly<Record<string, string>> = {},
): readonly ModuleEntry[] {
  return entries.map((entry) => (Object.hasOwn(names, entry.name) ? { ...entry, name: names[entry.name]! } : entry));
}

function entriesLine(entries: readonly ModuleEntry[]): string {
  if (entries.length === 0) return '';
  const groups = new Map<string, string[]>();
  for (const { module = '', name } of entries) {
    const group = groups.get(module);
    if (group) group.push(name);
    else groups.set(module, [name]);
  }
  const words = [...groups].map(([module, names]) => {
    return `${module === '' ? '' : `${cleanLine(module)}: `}${printNames(names)}`;
  });
  const more = words.length > MOST_NAMES ? `; and ${printNumber(words.length - MOST_NAMES)} more modules` : '';
  return `${printNumber(entries.length)} (${words.slice(0, MOST_NAMES).join('; ')}${more})`;
}

/** What a minifier leaves of a name. */
const LETTERS = /^[A-Za-z_$][\w$]?$/;

/** The first names, those of C++ and Rust as they are written; letters that stand for names are counted. */
function printNames(names: readonly string[]): string {
  const letters = names.filter((name) => LETTERS.test(name)).length;
  const folded = letters > MOST_NAMES / 2;
  const full = folded ? names.filter((name) => !LETTERS.test(name)) : names;
  const shown = full.slice(0, MOST_NAMES).map((name) => cleanLine((isMangled(name) ? demangle(name) : null) ?? name));
  const more = full.length - shown.length;
  const listed = `${shown.join(', ')}${more > 0 ? ` and ${printNumber(more)} more` : ''}`;
  const parts = [listed, folded ? `${printNumber(letters)} of one or two letters` : ''];
  return parts.filter((part) => part !== '').join(', ');
}

function isMangled(name: string): boolean {
  return name.startsWith('_Z') || name.startsWith('_R');
}

function symbolsLine({ symbols, format }: FileReport): string {
  if (symbols.length === 0 || format === 'module') return '';
  const undefinedOnes = symbols.filter(({ defined }) => !defined).length;
  const weak = symbols.filter(({ defined, binding }) => defined && binding === 'weak').length;
  const defined = symbols.length - undefinedOnes;
  return `${printNumber(defined)} defined${weak > 0 ? `, ${printNumber(weak)} of them weak` : ''}, ${printNumber(undefinedOnes)} undefined`;
}

function membersLine({ members, format }: FileReport): string {
  if (members.length === 0) return '';
  if (format === 'component') return modulesLine(members);
  const reasons = new Map<string, number>();
  for (const { reason } of members) if (reason) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const unread = [...reasons].map(([reason, count]) => `${printNumber(count)} ${cleanLine(reason)}`);
  return `${printNumber(members.length)}${unread.length > 0 ? ` (not read: ${someOf(unread, MOST_NAMES)})` : ''}`;
}

function modulesLine(members: FileReport['members']): string {
  const words = members.map(({ size, producer, reason }) => {
    const maker = reason === undefined ? (producer ? makerOf(producer) : '') : `not read: ${cleanLine(reason)}`;
    return `${printBytes(size)}${maker === '' ? '' : `, ${maker}`}`;
  });
  return `${countOf(members.length, 'core module')} (${someOf(words, MOST_NAMES)})`;
}

function featuresLine({ features, used, unknownInstruction, unsearchedCode }: FileReport): string {
  const seen = new Set<string>(used ?? []);
  const declared = features.filter((name) => !seen.has(name)).map((name) => cleanLine(name));
  const parts = [
    used?.join(', ') ?? '',
    declared.length > 0 ? `declared: ${declared.join(', ')}` : '',
    unknownInstruction === null ? '' : `an unknown instruction at byte ${unknownInstruction} may need more`,
    unsearchedCode === 0 ? '' : `${printBytes(unsearchedCode)} of code, which --json searches, may need more`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}
