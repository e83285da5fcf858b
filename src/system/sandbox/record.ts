import type { ProcessOutcome } from './process.ts';

/**
 * Why a sandbox itself, not the command in it, failed; null where it did not. `status` is what bubblewrap reported on a
 * descriptor that the command never has (bwrap(1), --json-status-fd): it has an exit code only where the command was
 * started. What the command prints, and the code that it ends with, say nothing about the sandbox.
 */
export function explainSandbox(outcome: ProcessOutcome & { kind: 'exited' }, status: string): string | null {
  if (outcome.signal !== null) return `the sandbox was ended from outside by ${outcome.signal}`;
  if (/"exit-code":/.test(status)) return null;
  return outcome.stderr.trim().split('\n')[0] || `the sandbox ended with ${outcome.exitCode} before the command began`;
}
