import { closeSync, openSync } from 'node:fs';
import { listInherited } from './inherited.ts';
import type { Descriptor } from './process.ts';

/** What a spawned child's descriptors are made of. */
type Entry = 'ignore' | 'pipe' | number;
type Stdio = ['ignore', 'pipe', 'pipe', ...Entry[]];

/** Descriptors that this process was started with; it opens no others that its children would inherit. */
const INHERITED = listInherited();

/**
 * The descriptors of a child: no input, two outputs, those that are given, and the null device over each that it would
 * inherit. `close` closes what was opened here, once the child has it.
 */
export function layStdio(descriptors: readonly Descriptor[]): { stdio: Stdio; close: () => void } {
  const stdio: Stdio = ['ignore', 'pipe', 'pipe'];
  for (const given of descriptors) stdio.push(typeof given === 'number' ? given : 'pipe');
  const covered = INHERITED.filter((fd) => fd >= stdio.length);
  if (covered.length === 0) return { stdio, close: () => {} };
  const nothing = openSync('/dev/null', 'r');
  for (const fd of covered) {
    while (stdio.length < fd) stdio.push('ignore');
    stdio.push(nothing);
  }
  return { stdio, close: () => closeSync(nothing) };
}
