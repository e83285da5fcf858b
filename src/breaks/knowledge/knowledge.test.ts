import { describe, expect, it } from 'vitest';
import { parseLog } from '../../evidence/diagnostics/parse-log.ts';
import { isCode } from '../../model/codes.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { matchesGlob } from '../../model/glob.ts';
import { KIND_INFO } from '../kinds/index.ts';
import { gatherReasons } from '../logs/gather-reasons.ts';
import { readText } from '../logs/log.fixture.ts';
import { type BreakSeen, findKnown, indexKnowledge, seenInLog, supplySubject } from './find-known.ts';
import { readShippedKnowledge } from './knowledge.fixture.ts';
import { joinKnowledge, type KnownBreak, parseKnowledge } from './knowledge.ts';
import { knownBreak } from './known-break.fixture.ts';

const entries = readShippedKnowledge();

describe('the shipped knowledge', () => {
  const knowledge = indexKnowledge(entries);

  it('has more than a hundred breaks, most of which a tool reports', () => {
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(({ match }) => match.kind?.some(isCode)).length).toBeGreaterThan(100);
  });

  it('means by "until" the last version that has it, by "before" the first that has not', () => {
    const wrong = entries.filter(({ title, documented }) =>
      [...title.matchAll(/\b(until|before) (?:[A-Za-z]+ )?(\d+(?:\.\d+)+)/g)].some(([, word, version]) =>
        Object.values(documented).some((range) =>
          range.split(/\s+/).includes(`${word === 'until' ? '<' : '<='}${version}`),
        ),
      ),
    );
    expect(wrong.map(({ name, title }) => `${name}: ${title}`)).toEqual([]);
  });

  it.each(entries.map((entry) => [entry.name, entry] as const))('%s is found by its own message', (name, entry) => {
    const { case: bound, text } = entry.match;
    for (const part of [entry.explanation, entry.cure]) expect(part).toMatch(/^\S.*\.$/);
    expect(entry.title.length).toBeLessThan(90);
    const example = entry.example.replaceAll('\n', ' ');
    if (text !== undefined) expect(text.some((part) => matchesGlob(`*${part}*`, example))).toBe(true);
    if (bound === undefined) {
      const { causes, traps, warnings } = gatherReasons(readText(entry.example), knowledge);
      const found = [...causes, ...traps, ...warnings].map(({ note }) => note?.name);
      expect(found).toContain(COVERED[name] ?? name);
      // What is not certain says how to find out.
      for (const { note, kind, certainty } of [...causes, ...traps])
        if (certainty !== 'certain') expect(note?.check ?? KIND_INFO[kind].check, `${name}, ${kind}`).toBeDefined();
    } else {
      const messages = parseLog(entry.example).map((message) => seenInLog(message));
      const first = (at: Partial<BreakSeen>) =>
        messages.map((message) => findKnown(nameIt({ ...message, ...at }, entry), knowledge)[0]?.name);
      // What only a case can show is not claimed of a log that anybody may have.
      expect(messages.flatMap((message) => findKnown(message, knowledge))).not.toContain(entry);
      if (messages.length > 0) expect(first({ case: bound.replaceAll('*', 'x'), step: 'run' })).toContain(name);
      else expect(entry.match.kind?.some((kind) => !isCode(kind))).toBe(true);
    }
  });
});

/** Entries that explain a break which several cases share; of a single message a closer one speaks first. */
const COVERED: Readonly<Record<string, string>> = {
  'c-shared-on-wasm': 'c-shared-on-js',
  'env-module-missing': 'env-module-of-another-kind',
  'imported-memory': 'wazero-memory-not-exported-by-env',
  'wasmimport-before-1.21': 'functions-in-assembly-elsewhere',
  'wasm-opt-features': 'eh-binaryen-feature-exceptions',
  'ports-runner-shutdown': 'killed-by-container',
  'wasmedge-plain-traps': 'function-pointer-cast',
  'wrong-llvm-warning': 'llvm-not-of-this-emscripten',
};

/** Gives a break without a subject the one that its entry supplies, as a run does. */
function nameIt(seen: BreakSeen, { subject }: KnownBreak): BreakSeen {
  return { ...seen, subject: seen.subject ?? subject ?? null };
}

const seen = {
  kind: 'import-missing',
  subject: 'env.abort',
  case: 'host/abort',
  step: 'run',
  texts: ['no abort'],
} as const;

describe('findKnown', () => {
  it('prefers what asks for more, whatever the order', () => {
    const list = [
      knownBreak({ name: 'any', match: { kind: ['import-missing'] } }),
      knownBreak({ name: 'by-pattern', match: { kind: ['import-missing'], subject: ['env.*'] } }),
      knownBreak({ name: 'by-name', match: { kind: ['import-missing'], subject: ['env.abort'] } }),
      knownBreak({ name: 'by-case', match: { kind: ['import-missing'], case: 'host/*' } }),
      knownBreak({ name: 'other', match: { kind: ['import-missing'], case: 'page/*', subject: ['env.abort'] } }),
    ];
    expect(findKnown(seen, indexKnowledge(list))[0]?.name).toBe('by-case');
    expect(findKnown({ ...seen, case: 'x/y' }, indexKnowledge([...list].reverse()))[0]?.name).toBe('by-name');
    expect(findKnown({ ...seen, case: 'x/y', subject: 'env.f' }, indexKnowledge(list))[0]?.name).toBe('by-pattern');
    expect(findKnown({ ...seen, case: 'x/y', subject: null }, indexKnowledge(list))[0]?.name).toBe('any');
    expect(findKnown({ ...seen, kind: 'native-abort' }, indexKnowledge(list))).toEqual([]);
  });

  it('looks into messages', () => {
    const knowledge = indexKnowledge([
      knownBreak({ name: 'text', match: { kind: ['import-missing'], text: ['no *ort'] } }),
    ]);
    expect(findKnown(seen, knowledge)[0]?.name).toBe('text');
    expect(findKnown({ ...seen, texts: [] }, knowledge)).toEqual([]);
  });

  it('prefers the longer of two texts', () => {
    const list = [
      knownBreak({ name: 'a-short', match: { kind: ['import-missing'], text: ['no'] } }),
      knownBreak({ name: 'b-long', match: { kind: ['import-missing'], text: ['no abort'] } }),
    ];
    expect(findKnown(seen, indexKnowledge(list)).map(({ name }) => name)).toEqual(['b-long', 'a-short']);
  });

  it('says nothing of a case where none is known', () => {
    const knowledge = indexKnowledge([
      knownBreak({ name: 'case', match: { kind: ['import-missing'], case: '*' } }),
      knownBreak({ name: 'step', match: { kind: ['import-missing'], step: '*' } }),
    ]);
    expect(findKnown({ ...seen, case: null, step: null }, knowledge)).toEqual([]);
  });

  it('supplies a subject only where there is none', () => {
    const knowledge = indexKnowledge([
      knownBreak({ name: 'named', subject: 'limit', match: { kind: ['import-missing'], step: 'run' } }),
    ]);
    expect(supplySubject({ ...seen, subject: null }, knowledge)).toBe('limit');
    expect(supplySubject(seen, knowledge)).toBeNull();
    expect(findKnown(seen, knowledge)).toEqual([]);
    expect(findKnown({ ...seen, subject: 'limit' }, knowledge)[0]?.name).toBe('named');
  });
});

describe('parseKnowledge', () => {
  const good = {
    name: 'a',
    title: 't',
    match: { kind: 'import-missing' },
    explanation: 'e',
    cure: 'c',
    refs: ['r'],
    seen: 'quoted',
    example: 'x',
  };
  it.each([
    [{ ...good, match: { kind: 'nope' } }, '0.match.kind'],
    [{ ...good, match: { kind: 'import-missing', subjects: 'x' } }, '0.match'],
    [{ ...good, documented: { go: 'newest' } }, '0.documented'],
    [{ ...good, documented: { __proto__x: '1' } }, '0.documented'],
    [{ ...good, name: 'A b' }, '0.name'],
    [{ ...good, refs: [] }, '0.refs'],
    ['text', '0'],
  ])('says where %j is wrong', (value, where) => {
    expect(() => parseKnowledge([value], 'a.yaml')).toThrow(ProblemInInput);
    expect(() => parseKnowledge([value], 'a.yaml')).toThrow(where);
  });

  it('takes one or several kinds and subjects', () => {
    const [entry] = parseKnowledge([{ ...good, match: { kind: 'import-missing', subject: ['a', 'b*'] } }], 'a.yaml');
    expect(entry?.match).toEqual({ kind: ['import-missing'], subject: ['a', 'b*'] });
    const [texts] = parseKnowledge([{ ...good, match: { kind: 'import-missing', text: 'a' } }], 'a.yaml');
    expect(texts?.match.text).toEqual(['a']);
  });

  it('refuses two entries of one name', () => {
    const list = parseKnowledge([good], 'a.yaml');
    expect(() => joinKnowledge([list, list])).toThrow(ProblemInInput);
  });
});

describe('matchesGlob', () => {
  it.each([
    ['*', '', true],
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a*', 'abc', true],
    ['*c', 'abc', true],
    ['a*c', 'abc', true],
    ['a*c', 'ac', true],
    ['ab*bc', 'abc', false],
    ['*b*', 'abc', true],
    ['*x*', 'abc', false],
    ['a*b*c', 'a-b-b-c', true],
    ['', '', true],
  ])('%s on %s: %s', (pattern, text, expected) => expect(matchesGlob(pattern, text)).toBe(expected));
});
