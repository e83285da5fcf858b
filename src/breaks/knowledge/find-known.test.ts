import { describe, expect, it } from 'vitest';
import { message } from '../evidence.fixture.ts';
import { readText } from '../logs/log.fixture.ts';
import { isForeign, isUnshown } from './context-fit.ts';
import {
  type BreakSeen,
  distinguishes,
  findBest,
  findKnown,
  indexForRuns,
  indexKnowledge,
  seenInLog,
  supplySubject,
  wordsOf,
} from './find-known.ts';
import { readShippedKnowledge } from './knowledge.fixture.ts';
import type { KnownBreak } from './knowledge.ts';
import { knownBreak } from './known-break.fixture.ts';

const KIND = ['import-missing'] as const;
const SEEN: BreakSeen = { kind: 'import-missing', subject: 'env.abort', case: 'a/b', step: 'run', texts: ['No Abort'] };
const EMPTY = readText('nothing\n').context;
const namesOf = (entries: readonly KnownBreak[], seen = SEEN) =>
  findKnown(seen, indexKnowledge(entries)).map(({ name }) => name);
const entry = (name: string, match: KnownBreak['match'], fields: Partial<KnownBreak> = {}) =>
  knownBreak({ name, match: { kind: KIND, ...match }, ...fields });

describe('what asks for more comes first', () => {
  it('in the order of case, subject, pattern, step', () => {
    const ranked = [
      entry('case-and-name', { case: 'a/*', subject: ['env.abort'] }),
      entry('case', { case: 'a/*' }),
      entry('name', { subject: ['env.abort'] }),
      entry('pattern', { subject: ['env.abort', 'env.*'] }),
      entry('step', { step: 'run' }),
      entry('any', {}),
    ];
    expect(namesOf(ranked)).toEqual(ranked.map(({ name }) => name));
    expect(namesOf([...ranked].reverse())).toEqual(ranked.map(({ name }) => name));
  });

  it('then by the shortest of the texts, then by name', () => {
    const ranked = [
      entry('z-both', { subject: ['env.*'], text: ['abort'] }),
      entry('y-long', { text: ['no abort'] }),
      entry('x-one-is-short', { text: ['no abort', 'no'] }),
      entry('b', { text: ['no'] }),
      entry('c', { text: ['no'] }),
    ];
    expect(namesOf([...ranked].reverse())).toEqual(['z-both', 'y-long', 'b', 'c', 'x-one-is-short']);
  });

  it('and what needs more of the log', () => {
    const log = readText('emcc -pthread a.c\n').context;
    const one = entry('one', {}, { needs: ['flag:-pthread'] });
    const two = entry('two', {}, { needs: ['flag:-pthread', 'tool:emscripten'] });
    expect(namesOf([entry('none', {}), one, two], { ...SEEN, case: null, step: null, context: log })).toEqual([
      'two',
      'one',
      'none',
    ]);
  });
});

describe('what fits', () => {
  it.each<[string, KnownBreak['match'], boolean]>([
    ['another kind', { kind: ['native-abort'] }, false],
    ['one of two kinds', { kind: ['native-abort', 'import-missing'] }, true],
    ['text whatever its letters', { text: ['NO ABORT'] }, true],
    ['another text', { text: ['no f', 'no g'] }, false],
    ['another step', { step: 'build' }, false],
    ['another case', { case: 'a/c' }, false],
    ['one of two subjects', { subject: ['env.f', '*.abort'] }, true],
    ['another subject', { subject: ['abort'] }, false],
  ])('%s', (_, match, fits) => {
    expect(namesOf([knownBreak({ name: 'x', match: { kind: KIND, ...match } })])).toEqual(fits ? ['x'] : []);
  });

  it('an entry of logs alone speaks of logs alone, and is not held to what a log does not say', () => {
    const ofLogs = entry('of-logs', {}, { logsOnly: true });
    const ofRust = entry('of-rust', {}, { unless: ['tool:emscripten'] });
    const log = { ...SEEN, case: null, step: null };
    expect(namesOf([ofLogs, ofRust])).toEqual(['of-rust']);
    const ofAnyKind = entry('of-any-kind', { kind: undefined, text: ['abort'] });
    expect(namesOf([ofAnyKind])).toEqual([]);
    expect(namesOf([ofAnyKind], { ...log, context: EMPTY })).toEqual(['of-any-kind']);
    expect(namesOf([ofLogs, ofRust], { ...log, context: EMPTY })).toEqual(['of-logs', 'of-rust']);
    expect(namesOf([ofLogs, ofRust], { ...log, context: readText('emcc a.c\n').context })).toEqual(['of-logs']);
  });
});

describe('how sure it is', () => {
  const certainty = (match: KnownBreak['match'], fields: Partial<KnownBreak> = {}, log?: string) => {
    const context = log === undefined ? undefined : readText(log).context;
    return findBest({ ...SEEN, case: null, step: null, context }, indexKnowledge([entry('x', match, fields)]))
      ?.certainty;
  };
  it.each<[string, ReturnType<typeof certainty>, KnownBreak['match'], Partial<KnownBreak>?, string?]>([
    ['by its kind alone', 'possible', {}],
    ['by a pattern of any module', 'possible', { subject: ['*.abort'] }],
    ['by a pattern among names', 'possible', { subject: ['env.abort', '*.abort'] }],
    ['by a name', 'likely', { subject: ['env.abort'] }],
    ['by a pattern that begins with a name', 'likely', { subject: ['env.*'] }],
    ['by its text', 'likely', { text: ['abort'] }],
    ['by a log that shows what it needs', 'certain', {}, { needs: ['tool:emscripten'] }, 'emcc a.c\n'],
    ['by a log that shows nothing', 'likely', { text: ['abort'] }, {}, 'emcc a.c\n'],
    ['by itself', 'certain', {}, { certainty: 'certain' }],
    ['by itself, lower', 'possible', { text: ['abort'] }, { certainty: 'possible' }],
    ['not at all', undefined, { text: ['other'] }],
  ])('%s', (_, expected, match, fields, log) => expect(certainty(match, fields, log)).toBe(expected));
});

it('a message of a log is asked about as a run would call it', () => {
  const odd = message('unrecognised', { reporter: 'unknown', message: 'sky fell' });
  expect(seenInLog(odd)).toEqual({
    kind: 'unexplained-failure',
    subject: null,
    case: null,
    step: null,
    texts: ['sky fell'],
    context: undefined,
  });
  expect(seenInLog(message('undefined-symbol', { symbol: 'f' }), EMPTY)).toMatchObject({
    kind: 'undefined-symbol',
    subject: 'f',
    context: EMPTY,
  });
});

it('knowledge of a log are the entries of which words stand in it, and those that ask for none', () => {
  const entries = [
    entry('two', { text: ['sky *fell down', 'Floor'] }),
    entry('other', { text: ['roof'] }),
    entry('none', {}),
  ];
  expect(entries.map(wordsOf)).toEqual([['fell down', 'floor'], ['roof'], null]);
  const narrowed = (log: string) =>
    indexKnowledge(entries)
      .narrow(log)
      .entriesOf('import-missing')
      .map(({ name }) => name);
  expect(narrowed('the FLOOR\n')).toEqual(['two', 'none']);
  expect(narrowed('')).toEqual(['none']);
});

it('entries are found by how a subject starts as by asking each', () => {
  const patterns = [
    'env.abort',
    'env.ab',
    'env.',
    'env',
    '*',
    'env.*',
    'env.abo*',
    'env.abort*',
    'env.*t',
    '*abort',
    '',
  ];
  const entries = [...patterns.map((subject) => entry(`is ${subject}`, { subject: [subject] })), entry('any', {})];
  const knowledge = indexKnowledge(entries);
  for (const subject of [...patterns, 'env.aborted', 'env.about', 'e', 'wasi.x', null])
    for (const one of [SEEN, { ...SEEN, context: EMPTY }]) {
      const seen = { ...one, subject };
      const alone = entries.flatMap((only) => findKnown(seen, indexKnowledge([only])));
      const found = findKnown(seen, knowledge);
      expect(new Set(found)).toEqual(new Set(alone));
      expect(found).toEqual(knowledge.entriesOf(SEEN.kind).filter((only) => alone.includes(only)));
      expect(findBest(seen, knowledge)?.entry).toBe(found[0]);
    }
  const asked = knowledge.matchersOf(SEEN.kind, 'env.exit').map((one) => one.entry.name);
  expect(asked.sort()).toEqual(['any', 'is *', 'is *abort', 'is env.*', 'is env.*t']);
});

describe('advice for a toolchain that a log does not use', () => {
  it.each<[string, string, boolean, boolean]>([
    ['Link with emcc.', 'cargo build', true, true],
    ['Link with em++.', 'zig build-exe a.zig', true, true],
    ['Set -sSTACK_SIZE=1MB.', 'wasmtime run a.wasm', true, true],
    ['Set -s ASSERTIONS.', 'cargo build', true, true],
    ['Of Emscripten.', 'cargo build\nemcc a.c', false, false],
    ['Of Emscripten.', 'nothing', false, false],
    ['Of Emscripten.', 'go version go1.23.5 linux/amd64', false, true],
    ['Of Emscripten.', 'tinygo build .', true, true],
    ['Set GOOS=js.', 'tinygo build .', true, true],
    ['Set GOOS=js, or take TinyGo’s.', 'tinygo build .', false, false],
    ['Use go build.', 'go version go1.23.5 linux/amd64', false, false],
    ['Link it anew.', 'cargo build', false, false],
  ])('%j in %j: foreign %s, unshown %s', (advice, log, foreign, unshown) => {
    const { context } = readText(`${log}\n`);
    expect([isForeign(advice, context), isUnshown(advice, context)]).toEqual([foreign, unshown]);
  });
});

describe('an entry that supplies a subject', () => {
  const unnamed: BreakSeen = { ...SEEN, subject: null };
  const supplies = entry('supplies', { case: 'a/*' }, { subject: 'env.abort' });

  it('gives it to a break of its case that has none', () => {
    const knowledge = indexKnowledge([
      entry('any', {}),
      entry('elsewhere', { case: 'c/*' }, { subject: 'f' }),
      supplies,
    ]);
    expect(supplySubject(unnamed, knowledge)).toBe('env.abort');
    expect(supplySubject(SEEN, knowledge)).toBeNull();
    expect(supplySubject({ ...unnamed, case: 'b/b' }, knowledge)).toBeNull();
    expect(supplySubject(unnamed, indexKnowledge([entry('any', {})]))).toBeNull();
  });

  it('speaks of breaks without one and of those with its own, of no others', () => {
    expect(namesOf([supplies], unnamed)).toEqual(['supplies']);
    expect(namesOf([supplies])).toEqual(['supplies']);
    expect(namesOf([supplies], { ...SEEN, subject: 'env.other' })).toEqual([]);
  });
});

it('an entry with words asks for them', () => {
  expect(namesOf([entry('words', { text: ['no abort'] })])).toEqual(['words']);
  expect(namesOf([entry('words', { text: ['no exit'] })])).toEqual([]);
});

it('a pattern that asks for something never fits a break without it', () => {
  expect(namesOf([entry('name', { subject: ['*'] })], { ...SEEN, subject: null })).toEqual([]);
});

describe('messages of a kind are distinguished', () => {
  it.each<[string, KnownBreak['match'], 'import-missing' | 'no-input-files' | 'wrong-output', boolean]>([
    ['by a subject', { subject: ['env.*'] }, 'import-missing', true],
    ['by words', { text: ['no abort'] }, 'import-missing', true],
    ['where the kind is about nothing', {}, 'no-input-files', true],
    ['where a run found it', {}, 'wrong-output', true],
    ['not by the kind alone', {}, 'import-missing', false],
  ])('%s', (_, match, kind, expected) => expect(distinguishes(knownBreak({ match }), kind)).toBe(expected));
});

it('for runs says what all knowledge says of a step of a run, whatever broke', () => {
  const entries = readShippedKnowledge();
  const [all, ofRuns] = [indexKnowledge(entries), indexForRuns(entries)];
  let found = 0;
  const other: string[] = [];
  for (const { name, match, example } of entries) {
    const at = { case: match.case?.replaceAll('*', 'x') ?? 'a/b', step: match.step ?? 'run', texts: [example] };
    const [kind = 'unexplained-failure'] = match.kind ?? [];
    const seen = { ...at, kind, subject: match.subject?.[0]?.replaceAll('*', 'x') ?? null };
    const known = findKnown(seen, all);
    const same = findKnown(seen, ofRuns);
    found += known.length;
    if (same.length !== known.length || same.some((entry, index) => entry !== known[index])) other.push(name);
  }
  expect(other).toEqual([]);
  expect(found).toBeGreaterThan(300);
});
