import { HOSTS, type HostVerdict } from '../../evidence/hosts/judge-hosts.ts';
import { groupBy } from '../../model/group.ts';
import { cleanLine } from '../text/clean.ts';
import type { Paint } from '../text/paint.ts';

/** A run of neighbouring versions of one host about which the same is said. */
interface HostRow {
  readonly family: string;
  readonly first: string;
  last: string;
  readonly verdict: HostVerdict;
}

/** The family of Go's `wasm_exec.js`. */
const LOADER = 'wasm_exec.js';

/** The rows `runs on`, `loader`, `unknown on`, `with help` and `not on` of a summary. */
export function listHosts(verdicts: readonly HostVerdict[], paint: Paint): (readonly [string, string])[] {
  const all = groupVerdicts(verdicts);
  // A loader for Go is of no interest unless one of its releases has what the module imports.
  const fits = all.filter(({ family, verdict }) => family === LOADER && verdict.runs);
  const rows = all.filter(({ family }) => family !== LOADER);
  const runs = rows.filter(({ verdict }) => verdict.runs === true).map(nameRow);
  const open = rows.filter(({ verdict }) => verdict.runs === null).map(nameRow);
  return [
    ...(runs.length > 0 ? [['runs on', paint.good(runs.join(', '))] as const] : []),
    ...(fits.length > 0 ? [['loader', `has its imports: ${fits.map(nameRow).join(', ')}`] as const] : []),
    ...(open.length > 0 ? [['unknown on', open.join(', ')] as const] : []),
    ...[
      ...groupBy(
        rows.filter(({ verdict }) => verdict.runs === false),
        whatHelps,
      ).values(),
    ].map((group) => {
      return [isAlone(group[0]!) ? 'with help' : 'not on', printRefusal(group, paint)] as const;
    }),
  ];
}

/** What is in the way of a host and what helps: hosts that have both in common are printed together. */
function whatHelps({ verdict: { kind, missing, cure } }: HostRow): string {
  return JSON.stringify([kind, missing, cure]);
}

/** Whether a host runs the module with a loader or host module that gives what it imports. False: another module is needed. */
function isAlone({ verdict: { kind, cure } }: HostRow): boolean {
  return kind === 'import' && cure !== undefined && GIVES.test(cure);
}

/** The advice of `import-cures.ts` that gives the imports, and leaves the module as it is. */
const GIVES = /^(?:load it with|a host module|a WASI in JavaScript|the program that loads it)/;

/** Neighbouring versions that get the same verdict, together. */
export function groupVerdicts(verdicts: readonly HostVerdict[]): readonly HostRow[] {
  const rows: HostRow[] = [];
  for (const verdict of verdicts) {
    const host = HOSTS.find(({ id }) => id === verdict.host);
    if (!host) continue;
    const last = rows.at(-1);
    if (last && last.family === host.family && sameVerdict(last.verdict, verdict)) last.last = verdict.host;
    else rows.push({ family: host.family, first: verdict.host, last: verdict.host, verdict });
  }
  return rows;
}

/** `node16.20.2`, `node16.20.2 … node26.10.0`. */
export function nameRow({ first, last }: HostRow): string {
  return first === last ? first : `${first} … ${last}`;
}

function printRefusal(rows: readonly HostRow[], paint: Paint): string {
  const { missing = '', kind, cure } = rows[0]!.verdict;
  const what = kind === 'feature' ? missing : `${kind} ${cleanLine(missing)}`;
  const lacks = isAlone(rows[0]!) ? 'alone it lacks' : 'lacks';
  return `${paint.warn(rows.map(nameRow).join(', '))}: ${lacks} ${what}${cure === undefined ? '' : `; ${cleanLine(cure)}`}`;
}

function sameVerdict(left: HostVerdict, right: HostVerdict): boolean {
  return left.runs === right.runs && left.missing === right.missing && left.cure === right.cure;
}
