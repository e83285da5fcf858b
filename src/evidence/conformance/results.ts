import type { Manifest } from './manifest.ts';
import type { Judged, Totals } from './outcome.ts';

/** A test on a host. */
export interface TestResult extends Judged {
  readonly name: string;
  /** What was passed over in its description. */
  readonly warnings: readonly string[];
  /** How long it took, in milliseconds; 0 where it was not run. */
  readonly wallMs: number;
}

/** A suite on a host. */
export interface SuiteResult extends Manifest {
  readonly totals: Totals;
  readonly tests: readonly TestResult[];
}

/** All suites on one host. */
export interface HostResult {
  readonly host: string;
  readonly totals: Totals;
  readonly suites: readonly SuiteResult[];
}
