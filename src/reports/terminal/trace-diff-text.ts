import type { Comparison, TraceComparison } from '../../evidence/trace/compare-traces.ts';
import { cleanText } from '../text/clean.ts';
import { printCall } from './trace-text.ts';

/** Two hosts, and what their traces of the same guest came to. */
export interface TraceDiffInput {
  readonly hosts: readonly [string, string];
  readonly calls: readonly [number, number];
  /** What each never reveals. */
  readonly gaps: readonly [readonly string[], readonly string[]];
  readonly comparison: TraceComparison;
}

/** How two hosts' traces differ: `-` only with the first, `+` only with the second, `~` at another place, `!` otherwise. */
export function* printTraceDiff({ hosts, calls, gaps, comparison }: TraceDiffInput): Generator<string> {
  yield `--- ${hosts[0]}: ${calls[0]} calls\n+++ ${hosts[1]}: ${calls[1]} calls\n`;
  if (comparison.isCoarse) yield `  compared place by place: too much differs to be aligned\n`;
  for (const stretch of comparison.stretches) yield* printStretch(stretch);
  for (const { host, detail, count } of comparison.unseen) {
    yield `  not revealed by ${hosts[host === 'first' ? 0 : 1]}: ${cleanText(detail)}${count > 1 ? ` (${count} times)` : ''}\n`;
  }
  for (const [at, host] of hosts.entries()) for (const gap of gaps[at]!) yield `  not revealed by ${host}: ${gap}\n`;
  const isSame = comparison.stretches.every(({ kind }) => kind === 'same');
  yield isSame ? 'No difference in what both reveal.\n' : `${summarise(comparison.stretches)}\n`;
}

function* printStretch(stretch: Comparison): Generator<string> {
  switch (stretch.kind) {
    case 'same':
      return yield `  … ${stretch.count} the same\n`;
    case 'only':
      return yield `${stretch.host === 'first' ? '-' : '+'} ${printCall({ ...stretch.call, nanoseconds: null })}\n`;
    case 'moved':
      return yield `~ ${printCall({ ...stretch.call, nanoseconds: null })}  call ${stretch.first + 1}, there ${stretch.second + 1}\n`;
    case 'differs':
      yield `! ${printCall({ ...stretch.call, errno: null, nanoseconds: null })}\n`;
      for (const { name, first, second } of stretch.details) {
        yield `    ${cleanText(`${name}: ${describeChange(first ?? 'none', second ?? 'none')}`)}\n`;
      }
  }
}

/** Of long lists of flags only those that one has alone. */
function describeChange(first: string, second: string): string {
  const [a, b] = [first.split('|'), second.split('|')];
  if (a.length + b.length < 6) return `${first} → ${second}`;
  const lost = a.filter((flag) => !b.includes(flag)).map((flag) => `-${flag}`);
  return [...lost, ...b.filter((flag) => !a.includes(flag)).map((flag) => `+${flag}`)].join(' ');
}

function summarise(stretches: readonly Comparison[]): string {
  const count = (test: (one: Comparison) => boolean) => stretches.filter(test).length;
  const parts = [
    `${count(({ kind }) => kind === 'differs')} differ`,
    `${count((one) => one.kind === 'only' && one.host === 'first')} only with the first`,
    `${count((one) => one.kind === 'only' && one.host === 'second')} only with the second`,
    `${count(({ kind }) => kind === 'moved')} at another place`,
  ];
  return `Calls: ${parts.join(', ')}.`;
}
