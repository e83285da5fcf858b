import type { Expectation } from './expectations.ts';
import type { WasiVersion } from './manifest.ts';
import type { TestSpec } from './read-test.ts';

/** What a test came to on one host. */
export const OUTCOMES = [
  /** As the test demands. */
  'pass',
  /** Not as it demands. */
  'fail',
  /** It fails, and the file of expectations says so. */
  'expected-fail',
  /** It passes, and the file of expectations says that it fails. */
  'unexpected-pass',
  /** Left out by the file of expectations. */
  'skip',
  /** The host has nothing that the test could be run on. */
  'not-applicable',
  /** The test itself can mean nothing, whatever the host. */
  'invalid',
  /** The machine was not fit to run it. */
  'undecided',
] as const;

/** One of them. */
export type Outcome = (typeof OUTCOMES)[number];

/** A test on a host, and why it came to that. */
export interface Judged {
  readonly outcome: Outcome;
  /** Empty where it passed. */
  readonly reason: string;
}

/** What a run of a test found, before anything that was expected of it. */
export type Found = { readonly kind: 'passed' } | { readonly kind: 'failed' | 'undecided'; readonly reason: string };

/** Why no host that emrift drives can run a test; null where they can. Each of them runs modules of preview 1. */
export function whyNotApplicable(version: WasiVersion, spec: TestSpec): string | null {
  if (version !== 'wasm32-wasip1') return `is for ${version}, and the hosts are driven with preview 1`;
  if (spec.world !== 'wasi:cli/command') return `needs a host for the world ${spec.world}`;
  if (spec.proposals.length > 0) return `needs the proposal ${spec.proposals.join(', ')}`;
  const network = spec.operations.find(({ type }) => ['connect', 'send', 'recv', 'request'].includes(type));
  if (network) return `needs a guest that listens (${network.type}), which a module of preview 1 cannot`;
  return spec.wantsServers ? 'needs servers, to which a module of preview 1 cannot connect' : null;
}

/** What was found of a test, compared with what is expected of it. */
export function judge(found: Found, expectation: Expectation | null): Judged {
  if (found.kind === 'undecided') return { outcome: 'undecided', reason: found.reason };
  const fails = expectation?.expected === 'fail';
  if (found.kind === 'failed') return { outcome: fails ? 'expected-fail' : 'fail', reason: found.reason };
  return fails ? { outcome: 'unexpected-pass', reason: 'passes, though it is expected to fail' } : PASSED;
}

const PASSED: Judged = { outcome: 'pass', reason: '' };

/** How many tests came to each outcome, and how many there are. */
export type Totals = Readonly<Record<Outcome | 'tests', number>>;

/** Counts. */
export function countOutcomes(outcomes: readonly Outcome[]): Totals {
  const counted = OUTCOMES.map((name) => [name, outcomes.filter((one) => one === name).length] as const);
  return { tests: outcomes.length, ...(Object.fromEntries(counted) as Record<Outcome, number>) };
}

/** Whether a test makes a check fail: it is not as demanded or expected, or it tests nothing. False: it does not. */
export function isFailure(outcome: Outcome): boolean {
  return outcome === 'fail' || outcome === 'unexpected-pass' || outcome === 'invalid';
}
