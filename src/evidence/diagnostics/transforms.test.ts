import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { CORPORA, type CorpusEntry, readCorpus } from './corpus.fixture.ts';
import { createRandom } from './hostile.fixture.ts';
import { parseLog } from './parse-log.ts';
import { ALL_TRANSFORMS, ended, interleave, scatterNoise } from './transforms.fixture.ts';

/** `EMRIFT_FUZZ_SEED` sets the changes that are drawn. */
const SEED = Number(process.env.EMRIFT_FUZZ_SEED ?? 1);

/** How many other logs each log is put together with. */
const PARTNERS = 4;

/** Go's `# package` holds for all that a compiler says after it. */
const GO_HEADER = /^# /m;

/** A stack dump right behind an error is taken for what that error ends in. */
const DUMP = /^(?:PLEASE |Stack dump)/;

/** What a message is, wherever it stands. */
function essence(one: Diagnostic): string {
  const { logLine: _, ...rest } = one;
  return JSON.stringify(rest);
}

function essences(log: string): readonly string[] {
  return parseLog(log).map(essence);
}

/** A log with what it says by itself, which each test holds something else against. */
interface Read extends CorpusEntry {
  readonly said: readonly Diagnostic[];
}

/** Text by which a reader holds on to more than one line. */
const LONGER =
  />>>|^Traceback|Stack dump|^\s+\S|^#|Caused by|error: \n|^\[|Internal compiler|\.[cm]?js:\d+$|Aborted|abort\(|Fatal: |^exit /m;

function isOneLined({ log, said }: Read): boolean {
  return !LONGER.test(log) && !LONGER.test(said.map(({ message }) => message).join('\n'));
}

describe.each(CORPORA)('recorded logs in %s', (folder) => {
  const entries = readCorpus(folder)
    .map((entry): Read => ({ ...entry, said: parseLog(entry.log) }))
    .filter(({ said }) => said.length < 100);

  it.each(ALL_TRANSFORMS)('say the same with $name', ({ apply, inField = (text) => text }) => {
    const random = createRandom(SEED);
    const wrong = entries.flatMap(({ name, log, said }) => {
      const expected = said.map((one) => essence(changeFields(one, inField)));
      return compare(name, expected, essences(apply(log, random)));
    });
    expect(wrong).toEqual([]);
  });

  it('say together what each says', () => {
    const random = createRandom(SEED);
    const wrong = entries.flatMap((entry) =>
      drawPartners(entries, random).flatMap((other) => {
        if (GO_HEADER.test(entry.log) || DUMP.test(other.log)) return [];
        const both = ended(entry.log) + other.log;
        const expected = [...entry.said, ...other.said].map(essence);
        return JSON.stringify(essences(both)) === JSON.stringify(expected) ? [] : [`${entry.name} + ${other.name}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('say the same when their lines are mixed', () => {
    const random = createRandom(SEED);
    const simple = entries.filter(isOneLined);
    const wrong = simple.flatMap((entry) =>
      drawPartners(simple, random).flatMap((other) => {
        const mixed = interleave(entry.log, other.log, random);
        const expected = [...entry.said, ...other.said].map(essence).sort();
        return JSON.stringify([...essences(mixed)].sort()) === JSON.stringify(expected)
          ? []
          : [`${entry.name} / ${other.name}`];
      }),
    );
    expect(simple.length).toBeGreaterThan(entries.length / 4);
    expect(wrong).toEqual([]);
  });

  it('say the same with noise between their lines', () => {
    const random = createRandom(SEED);
    const wrong = entries.filter(isOneLined).flatMap(({ name, log, said }) => {
      return compare(name, said.map(essence), essences(scatterNoise(log, random)));
    });
    expect(wrong).toEqual([]);
  });
});

function drawPartners(entries: readonly Read[], random: () => number): readonly Read[] {
  return Array.from({ length: PARTNERS }, () => entries[Math.floor(random() * entries.length)]!);
}

function changeFields(one: Diagnostic, change: (text: string) => string): Diagnostic {
  const entries = Object.entries(one).map(([name, value]) => [name, changeValue(value, change)]);
  return Object.fromEntries(entries) as Diagnostic;
}

function changeValue(value: unknown, change: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((part) => changeValue(part, change));
  return typeof value === 'string' ? change(value) : value;
}

/** Says what was read otherwise, in one line for a log, or nothing. */
function compare(name: string, before: readonly string[], after: readonly string[]): readonly string[] {
  for (let at = 0; at < Math.max(before.length, after.length); at++) {
    if (before[at] !== after[at]) return [`${name}: ${before[at] ?? 'nothing'} became ${after[at] ?? 'nothing'}`];
  }
  return [];
}
