import { SCRIPTED } from '../../evidence/hosts/import-cures.ts';
import { type EngineVerdict, HOSTS, type HostVerdict } from '../../evidence/hosts/judge-hosts.ts';
import type { FileReport } from '../../evidence/inspect/file-report.ts';
import { groupBy } from '../../model/group.ts';
import { compareVersions } from '../../model/versions.ts';
import { cleanLine } from '../text/clean.ts';
import type { Paint } from '../text/paint.ts';

/** A run of neighbouring versions of one host about which the same is said. */
interface HostRow {
  readonly family: string;
  readonly first: string;
  last: string;
  readonly verdict: HostVerdict;
}

type Row = readonly [string, string];
type ForHosts = Pick<FileReport, 'hosts' | 'role' | 'embedder' | 'producer' | 'settings'>;

/** The family of Go's `wasm_exec.js`. */
const LOADER = 'wasm_exec.js';

/** The rows `runs on`, `loader`, `unknown on`, `with help` and `not on` of a summary. */
export function listHosts(report: ForHosts, paint: Paint): Row[] {
  const all = groupVerdicts(report.hosts);
  // A loader for Go is of no interest unless one of its releases has what the module imports.
  const fits = all.filter(({ family, verdict }) => family === LOADER && verdict.runs);
  const loaders: Row[] = fits.length > 0 ? [['loader', `has its imports: ${fits.map(nameRow).join(', ')}`]] : [];
  const needs = whatGives(report);
  if (needs !== null) return [...loadedRows(report, needs, paint), ...loaders];
  const rows = all.filter(({ family }) => family !== LOADER);
  const runs = rows.filter(({ verdict }) => verdict.runs === true).map(nameRow);
  const open = rows.filter(({ verdict }) => verdict.runs === null).map(nameRow);
  const refused = groupBy(
    rows.filter(({ verdict }) => verdict.runs === false),
    whatHelps,
  );
  return [
    ...(runs.length > 0 ? [['runs on', paint.good(runs.join(', '))] as const] : []),
    ...loaders,
    ...(open.length > 0 ? [['unknown on', open.join(', ')] as const] : []),
    ...[...refused.values()].map((group) => {
      return [isAlone(group[0]!) ? 'with help' : 'not on', printRefusal(group, paint)] as const;
    }),
  ];
}

/** What a module does not run without, in words; null where a host alone may have all. */
function whatGives({ role, embedder, producer: { tool, target } }: ForHosts): string | null {
  if (role === 'embedded') return embedder === null ? 'with a program that gives what it imports' : 'in its embedder';
  if (role !== 'javascript' && role !== 'main-module') return null;
  if (tool === 'go') return 'with the wasm_exec.js of its Go';
  if (tool === 'tinygo') return 'with the wasm_exec.js of its TinyGo';
  return tool === 'rust' && target !== null ? 'with the JavaScript of wasm-bindgen' : 'with its own JavaScript';
}

/** One row for what is loaded by something of its own: engines that understand it, hosts that run it alone; and why others do not. */
function loadedRows({ hosts, role, settings }: ForHosts, needs: string, paint: Paint): Row[] {
  const engines = hosts.flatMap(({ host, engine }) => {
    const family = familyOf(host);
    const counts = family !== 'wasi-shim' && (role === 'embedded' || SCRIPTED.includes(family));
    return engine && counts && !isBelow(host, settings?.minimum ?? {}) ? [{ host, engine }] : [];
  });
  const understood = engines.filter(({ engine }) => engine.understands === true).map(({ host }) => host);
  const alone = groupVerdicts(hosts.filter(({ host, runs }) => runs && familyOf(host) !== LOADER)).map(nameRow);
  const open = engines.some(({ engine }) => engine.understands === null);
  const where = understood.length > 0 ? printFamilies(understood) : open ? 'unknown' : 'none that is known';
  const refused = engines.filter(({ engine }) => engine.understands === false).map(asVerdict);
  return [
    ['runs on', `${paint.good(`${needs}: ${where}`)}; alone: ${alone.length > 0 ? alone.join(', ') : 'none'}`],
    ...[...groupBy(groupVerdicts(refused), whatHelps).values()].map((group) => {
      return ['not on', printRefusal(group, paint)] as const;
    }),
  ];
}

/** Whether a module's script refuses a host for its version; of hosts it names only some. */
function isBelow(host: string, minimum: Readonly<Record<string, string>>): boolean {
  const family = familyOf(host);
  const least = family === 'node' ? minimum.node : undefined;
  return least !== undefined && compareVersions('node', host.slice(family.length), least) < 0;
}

/** As if nothing else were in the way: its imports are given to it. */
function asVerdict({ host, engine }: { readonly host: string; readonly engine: EngineVerdict }): HostVerdict {
  const [missing = '', ...also] = engine.missing;
  return { host, runs: false, kind: 'feature', missing, also, ...(engine.cure !== undefined && { cure: engine.cure }) };
}

/** `node18.20.8 and later, chromium`: the versions of each family, without numbers where it has only one. */
function printFamilies(hosts: readonly string[]): string {
  return [...groupBy(hosts, familyOf)]
    .map(([family, versions]) => {
      const known = HOSTS.filter((host) => host.family === family);
      if (known.length === 1) return family;
      const last = versions.at(-1) === known.at(-1)!.id;
      return last ? `${versions[0]} and later` : versions.join(', ');
    })
    .join(', ');
}

function familyOf(host: string): string {
  return FAMILIES.get(host) ?? host;
}

const FAMILIES: ReadonlyMap<string, string> = new Map(HOSTS.map(({ id, family }) => [id, family]));

/** What is in the way of a host and what helps: hosts that have both in common are printed together. */
function whatHelps({ verdict: { kind, missing, also, cure } }: HostRow): string {
  return JSON.stringify([kind, missing, also, cure]);
}

/** Whether a host runs the module with a loader or host module that gives what it imports. False: another module is needed. */
function isAlone({ verdict: { kind, cure } }: HostRow): boolean {
  return kind === 'import' && cure !== undefined && GIVES.test(cure);
}

/** The advice of `import-cures.ts` that gives the imports, and leaves the module as it is. */
const GIVES = /^(?:load it with|a host module|a WASI in JavaScript|the program that loads it|.* gives it(?:$| by ))/;

/** Neighbouring versions that get the same verdict, together. */
export function groupVerdicts(verdicts: readonly HostVerdict[]): readonly HostRow[] {
  const rows: HostRow[] = [];
  for (const verdict of verdicts) {
    const family = FAMILIES.get(verdict.host);
    if (family === undefined) continue;
    const last = rows.at(-1);
    if (last && last.family === family && sameVerdict(last.verdict, verdict)) last.last = verdict.host;
    else rows.push({ family, first: verdict.host, last: verdict.host, verdict });
  }
  return rows;
}

/** `node16.20.2`, `node16.20.2 … node26.10.0`. */
export function nameRow({ first, last }: HostRow): string {
  return first === last ? first : `${first} … ${last}`;
}

/** How much of what is missing a row names. */
const MOST_MISSING = 4;

function printRefusal(rows: readonly HostRow[], paint: Paint): string {
  const { missing = '', kind, also = [], cure } = rows[0]!.verdict;
  const what = [kind === 'feature' ? missing : `${kind} ${missing}`, ...also].slice(0, MOST_MISSING);
  const more = also.length >= MOST_MISSING ? ' and more' : '';
  const lacks = isAlone(rows[0]!) ? 'alone it lacks' : 'lacks';
  const names = what.map((one) => cleanLine(one)).join(', ');
  return `${paint.warn(rows.map(nameRow).join(', '))}: ${lacks} ${names}${more}${cure === undefined ? '' : `; ${cleanLine(cure)}`}`;
}

function sameVerdict(left: HostVerdict, right: HostVerdict): boolean {
  return (
    left.runs === right.runs &&
    left.missing === right.missing &&
    left.cure === right.cure &&
    left.also?.join() === right.also?.join()
  );
}
