import { type Expectation, readExpectations } from '../../evidence/conformance/expectations.ts';
import type { HostResult } from '../../evidence/conformance/results.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { isTool } from '../../model/tools.ts';
import { readText } from '../../system/read-text.ts';
import { shortPath } from '../../system/short-path.ts';
import { findProject } from '../project/project.ts';
import { openSession, readMatrixFiles } from '../run/session.ts';
import { isWasiHost, WASI_HOSTS, type WasiHost } from './host-command.ts';
import { loadSuites, type Suite } from './load-suite.ts';
import { openHosts } from './open-hosts.ts';
import { runSuites } from './run-suites.ts';

/** What a user asks for. */
export interface ConformanceSettings {
  /** The folder of the suites. */
  readonly suite: string;
  readonly host: readonly string[] | undefined;
  /** `HOST=FILE`. */
  readonly expect: readonly string[];
  readonly matrix: string | undefined;
  /** How long one operation of a test may take, in seconds. */
  readonly seconds: number;
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Takes a line for people. */
  readonly note: (line: string) => void;
}

/** What suites came to on hosts, and which hosts could not be had. */
export interface Conformance {
  readonly hosts: readonly HostResult[];
  readonly unavailable: readonly string[];
}

/** Runs the suites of a folder. Throws `ProblemInInput` for what the user gave, `InfrastructureError` for the machine. */
export async function conform(settings: ConformanceSettings): Promise<Conformance> {
  const { host, seconds, jobs, signal, note } = settings;
  const suites = loadSuites(settings.suite);
  const expectations = loadExpectations(settings.expect);
  for (const line of listUnknown(expectations, suites)) note(line);
  const files = readMatrixFiles(settings.matrix ?? findProject().matrix);
  const session = await openSession({ signal, note });
  const { hosts, unavailable } = await openHosts(session, files, { host, signal, note });
  const run = { store: session.store.dir, hosts, expectations, seconds, jobs, signal, note };
  return { hosts: await runSuites(suites, run), unavailable };
}

function loadExpectations(options: readonly string[]): ReadonlyMap<WasiHost, readonly Expectation[]> {
  const found = new Map<WasiHost, readonly Expectation[]>();
  for (const option of options) {
    const at = option.indexOf('=');
    const [host, path] = [option.slice(0, at), option.slice(at + 1)];
    if (at < 1 || !isTool(host) || !isWasiHost(host) || path === '') {
      throw new ProblemInInput('takes HOST=FILE', {
        position: { file: '--expect' },
        hint: `hosts are ${WASI_HOSTS.join(', ')}`,
      });
    }
    const text = readText(path);
    if (text === null) throw new ProblemInInput('there is no such file', { position: { file: shortPath(path) } });
    if (found.has(host)) throw new ProblemInInput(`names ${host} twice`, { position: { file: '--expect' } });
    found.set(host, readExpectations(text, shortPath(path)));
  }
  return found;
}

/** A line for each expectation of a test that there is not: it may be a name that was mistyped. */
function listUnknown(
  expectations: ReadonlyMap<WasiHost, readonly Expectation[]>,
  suites: readonly Suite[],
): readonly string[] {
  const known = new Set(suites.flatMap(({ name, tests }) => tests.map((test) => JSON.stringify([name, test.name]))));
  return [...expectations].flatMap(([host, list]) =>
    list
      .filter(({ suite, test }) => !known.has(JSON.stringify([suite, test])))
      .map(({ suite, test }) => `the expectations of ${host} name a test that there is not: ${suite}: ${test}`),
  );
}
