import { groupBy } from '../../model/group.ts';
import { byCodeUnit } from '../../model/order.ts';
import { type BadEnd, type Conformance, countTests, printTestCounts, type TestRun } from '../query/conformance.ts';
import type { Context } from '../query/context.ts';
import { titleOf } from '../query/labels.ts';
import { cleanLine } from '../text/clean.ts';
import type { Paint } from '../text/paint.ts';
import { someOf } from '../text/words.ts';

/** The most failing tests that one line names. */
const MOST_NAMES = 4;

/**
 * The tests of the conformance cases for a terminal: for each guest's toolchain on each host what passes of all that is
 * asked, as a whole and by subsystem or package, with the first that fail; then what did not end by itself.
 */
export function printTests(context: Context, { tests, badEnds }: Conformance, paint: Paint): string {
  const name = (id: string) =>
    cleanLine(
      id === ''
        ? ''
        : id
            .split('+')
            .map((one) => titleOf(context.index, one))
            .join(' + '),
    );
  const on = ({ builder, host }: Pick<TestRun, 'builder' | 'host'>) =>
    [name(builder), name(host)].filter(Boolean).join(' on ');
  const lines = combine(tests).flatMap((own) => [
    `${paint.strong(on(own[0]!))}  ${printTestCounts(countTests(own))}`,
    ...byGroup(own).map(([group, some]) => {
      const failing = some.filter(({ outcome }) => outcome === 'fail').map((test) => cleanLine(test.name));
      const names = failing.length > 0 ? paint.bad(`: ${someOf(failing, MOST_NAMES)}`) : '';
      return `  ${cleanLine(group)}  ${printTestCounts(countTests(some))}${names}`;
    }),
  ]);
  return [...lines, ...badEnds.map((end) => paint.warn(`${on(end)}, ${endOf(end)}`))].join('\n');
}

/** The same as data. */
export function describeTests({ tests, badEnds }: Conformance) {
  return {
    totals: combine(tests).flatMap((own) =>
      byGroup(own).map(([group, some]) => ({
        guest: own[0]!.builder,
        host: own[0]!.host,
        group,
        own: own[0]!.isOwn,
        ...countTests(some),
        failing: some.filter(({ outcome }) => outcome === 'fail').map(({ name, detail }) => ({ name, detail })),
      })),
    ),
    ends: badEnds.map(({ builder, host, step, reason }) => ({ guest: builder, host, step, reason })),
  };
}

/** The tests of each guest's toolchain and host; Go's own apart from probes. */
function combine(tests: readonly TestRun[]): readonly (readonly TestRun[])[] {
  return [...groupBy(tests, ({ builder, host, isOwn }) => JSON.stringify([builder, host, isOwn])).values()];
}

function byGroup(tests: readonly TestRun[]): readonly (readonly [string, readonly TestRun[]])[] {
  return [...groupBy(tests, ({ group }) => group)].sort(([a], [b]) => byCodeUnit(a, b));
}

function endOf({ choice, step, reason }: BadEnd): string {
  return cleanLine(`${choice || step}: ${reason}`);
}
