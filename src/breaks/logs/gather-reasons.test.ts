import { describe, expect, it } from 'vitest';
import { indexKnowledge } from '../knowledge/find-known.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { knownBreak } from '../knowledge/known-break.fixture.ts';
import { gatherReasons, reasonOf } from './gather-reasons.ts';
import { readText } from './log.fixture.ts';

const note = (name: string, match: KnownBreak['match']) => knownBreak({ name, title: name, match });
const KNOWLEDGE = indexKnowledge([
  note('old-syscalls', { kind: ['undefined-symbol'], subject: ['__sys_*'] }),
  note('of-a-case', { kind: ['undefined-symbol'], case: 'link/one' }),
  note('says-so', { kind: ['undefined-symbol'], text: ['late.o'] }),
]);

const LOG = `wasm-ld: warning: function signature mismatch: twice
>>> defined as (i32) -> void in a.o
>>> defined as () -> void in b.o
wasm-ld: error: a.o: undefined symbol: __sys_open
wasm-ld: error: a.o: undefined symbol: mine
wasm-ld: error: b.o: undefined symbol: __sys_read
wasm-ld: error: late.o: undefined symbol: other
wasm-ld: error: a.o: undefined symbol: mine
wasm-ld: error: cannot open gone.o: No such file or directory
error: something that nobody knows
emcc: warning: linker setting ignored during compilation: 'EXPORTED_FUNCTIONS' [-Wunused-command-line-argument]
emcc: error: '/usr/bin/wasm-ld -o x.wasm a.o' failed (returned 1)
`;

describe('gatherReasons', () => {
  const reasons = gatherReasons(readText(LOG), KNOWLEDGE);
  const brief = (list: typeof reasons.causes) =>
    list.map(({ kind, note: known, subjects }) => [
      kind,
      known?.name ?? null,
      subjects.map(({ name, count, diagnostics }) => [name, count, diagnostics[0]!.logLine]),
    ]);

  it('puts causes first by rank, one reason for each kind and explanation', () => {
    expect(brief(reasons.causes)).toEqual([
      ['file-not-found', null, [['gone.o', 1, 9]]],
      [
        'undefined-symbol',
        'old-syscalls',
        [
          ['__sys_open', 1, 4],
          ['__sys_read', 1, 6],
        ],
      ],
      ['undefined-symbol', null, [['mine', 2, 5]]],
      ['undefined-symbol', 'says-so', [['other', 1, 7]]],
    ]);
  });

  it('keeps warnings that trap apart from others', () => {
    expect(brief(reasons.traps)).toEqual([['function-signature-mismatch', null, [['twice', 1, 1]]]]);
    expect(brief(reasons.warnings)).toEqual([['setting-ignored', null, [['EXPORTED_FUNCTIONS', 1, 11]]]]);
  });

  it('keeps what no template fits, and folds what follows', () => {
    expect(reasons.suspects.map(({ logLine }) => logLine)).toEqual([10]);
    expect(reasons.consequences.map(({ code, logLine }) => [code, logLine])).toEqual([['subprocess-failed', 12]]);
  });

  it('takes a line that no template fits for a cause where knowledge has its words', () => {
    const knowledge = indexKnowledge([note('words', { kind: ['unexplained-failure'], text: ['nobody knows'] })]);
    const gathered = gatherReasons(readText(LOG), knowledge);
    expect(gathered.suspects).toEqual([]);
    expect(brief(gathered.causes)).toContainEqual(['unexplained-failure', 'words', [[null, 1, 10]]]);
  });

  it('takes a consequence for the cause where knowledge speaks of just that and nothing else is wrong', () => {
    const knowledge = indexKnowledge([note('killed', { kind: ['subprocess-failed'], text: ['SIGKILL'] })]);
    const killed =
      "em++: error: '/x/clang++ -c a.cpp' failed (received SIGKILL (-9))\nmake: *** [Makefile:1: all] Error 1\n";
    const gathered = gatherReasons(readText(killed), knowledge);
    expect(brief(gathered.causes)).toEqual([['subprocess-failed', 'killed', [[expect.anything(), 1, 1]]]]);
    expect(gathered.consequences.map(({ logLine }) => logLine)).toEqual([2]);
    const beside = gatherReasons(readText(`wasm-ld: error: a.o: undefined symbol: mine\n${killed}`), knowledge);
    expect(brief(beside.causes)).toEqual([['undefined-symbol', null, [['mine', 1, 1]]]]);
  });

  it('takes the instruction by which a runtime gives up for a consequence of what it says before', () => {
    const log = 'panic: runtime error: index out of range\nRuntimeError: unreachable\n';
    const gathered = gatherReasons(readText(log), KNOWLEDGE);
    expect(gathered.causes.map(({ kind }) => kind)).toEqual(['go-panic']);
    expect(gathered.consequences.map(({ code }) => code)).toEqual(['trap-unreachable']);
  });

  it('takes warnings for the cause of a stack of Python that is cut short, as of a trap', () => {
    const log = [
      'warning: undefined symbol: mine (referenced by root reference (e.g. compiled C/C++ code))',
      'Traceback (most recent call last):',
      '  File "/emsdk/upstream/emscripten/em++.py", line 14, in <module>',
    ];
    const gathered = gatherReasons(readText(`${log.join('\n')}\n`), KNOWLEDGE);
    expect(gathered.causes.map(({ kind }) => kind)).toEqual(['undefined-symbol']);
    const ended = gatherReasons(readText(`${log.join('\n')}\nKeyError: 1\n`), KNOWLEDGE);
    expect(ended.causes.map(({ kind }) => kind)).toEqual(['python-traceback']);
  });

  it('puts what a tool only warned of behind what failed', () => {
    const knowledge = indexKnowledge([note('words', { text: ['find library'] })]);
    const log = 'WARNING:root:emcc: cannot find library "rt"\nwasm-ld: error: a.o: undefined symbol: mine\n';
    expect(gatherReasons(readText(log), knowledge).causes.map(({ kind }) => kind)).toEqual([
      'undefined-symbol',
      'unexplained-failure',
    ]);
  });

  it("leaves webpack's warnings out beside its errors", () => {
    const knowledge = indexKnowledge([note('words', { text: ["Can't resolve"] })]);
    const warned = "WARNING in ./a.js 5:31-56\nModule not found: Error: Can't resolve 'ws'\n\n";
    const failed = "ERROR in ./b.js 1:1\nModule not found: Error: Can't resolve 'fs'\n";
    const lines = (log: string) =>
      gatherReasons(readText(log), knowledge).causes.flatMap(({ subjects }) =>
        subjects.flatMap(({ diagnostics }) => diagnostics.map(({ logLine }) => logLine)),
      );
    expect(lines(warned + failed)).toEqual([5]);
    expect(lines(warned)).toEqual([2]);
  });

  it('takes an exit code for a cause only where nothing else failed', () => {
    const log = 'error: something of nobody\nexit code: 1\n';
    expect(gatherReasons(readText(log), KNOWLEDGE).causes).toEqual([]);
  });

  it('counts what a message stands for', () => {
    const many = gatherReasons(readText('wasm-ld: error: a.o: undefined symbol: mine\n'.repeat(5000)), KNOWLEDGE);
    expect(many.causes[0]!.subjects.map(({ name, count }) => [name, count])).toEqual([['mine', 5000]]);
  });

  it('finds what is known of a break by its id', () => {
    expect(reasonOf('undefined-symbol', '__sys_open', KNOWLEDGE).note?.name).toBe('old-syscalls');
    expect(reasonOf('undefined-symbol', 'mine', KNOWLEDGE)).toEqual({
      kind: 'undefined-symbol',
      note: null,
      certainty: 'possible',
      stated: [],
      subjects: [{ name: 'mine', id: 'undefined-symbol:mine', diagnostics: [], count: 0 }],
    });
  });

  const codesOf = (list: readonly { readonly kind: string }[]) => list.map(({ kind }) => kind);

  it('takes a warning that something cannot be done for the cause where nothing failed, if knowledge has its words', () => {
    const words = indexKnowledge([note('words', { text: ['do this'] })]);
    const warned = 'emcc: warning: cannot do this for you\nemcc: warning: would do this for you\n';
    const alone = gatherReasons(readText(warned), words);
    expect(brief(alone.causes)).toEqual([['unexplained-failure', 'words', [[null, 1, 1]]]]);
    expect(brief(alone.warnings)).toEqual([['unexplained-failure', 'words', [[null, 1, 2]]]]);
    for (const other of ['wasm-ld: error: a.o: undefined symbol: mine\n', 'emcc: error: odd and unknown\n']) {
      const beside = gatherReasons(readText(`${warned}${other}`), words);
      expect(beside.warnings.flatMap(({ subjects }) => subjects.map(({ count }) => count))).toEqual([2]);
    }
  });

  it('repeats what a remark says of a symbol, unless knowledge says more', () => {
    const log = [
      'error: undefined symbol: malloc (referenced by root reference (e.g. compiled C/C++ code))',
      'warning: _malloc may need to be added to EXPORTED_FUNCTIONS if it arrives from a system library',
    ];
    const advice = '_malloc may need to be added to EXPORTED_FUNCTIONS if it arrives from a system library';
    const stated = (entries: readonly KnownBreak[]) =>
      gatherReasons(readText(`${log.join('\n')}\n`), indexKnowledge(entries)).causes.map((one) => one.stated);
    expect(stated([])).toEqual([[advice]]);
    expect(stated([note('known', { kind: ['undefined-symbol'], subject: ['malloc'] })])).toEqual([[]]);
  });

  const mismatch =
    'wasm-ld: warning: function signature mismatch: twice\n>>> defined as (i32) -> void in a.o\n>>> defined as () -> void in b.o\n';
  it.each([
    ['a trap that a warning foretold', `${mismatch}RuntimeError: unreachable\n`, ['function-signature-mismatch'], 0],
    ['a trap before the warning', `RuntimeError: unreachable\n${mismatch}`, ['trap-unreachable'], 1],
    [
      'a trap beside another failure',
      `${mismatch}wasm-ld: error: cannot open gone.o: No such file or directory\nRuntimeError: unreachable\n`,
      ['file-not-found', 'trap-unreachable'],
      1,
    ],
  ])('takes the warning for the cause of %s, or not', (_, log, causes, traps) => {
    const gathered = gatherReasons(readText(log), KNOWLEDGE);
    expect([codesOf(gathered.causes), gathered.traps.length]).toEqual([causes, traps]);
  });

  it('takes an entry of words alone for the reason of a consequence', () => {
    const words = indexKnowledge([
      note('killed', { kind: ['subprocess-failed', 'unexplained-failure'], text: ['SIGKILL'] }),
    ]);
    const killed = "em++: error: '/x/clang++ -c a.cpp' failed (received SIGKILL (-9))\n";
    expect(codesOf(gatherReasons(readText(killed), words).causes)).toEqual(['subprocess-failed']);
    const unread = `emcc: error: odd and unknown\n${killed}`;
    expect(codesOf(gatherReasons(readText(unread), words).causes)).toEqual([]);
  });

  const odd = 'emcc: error: odd and unknown\n';

  it.each<[KnownBreak['certainty'], readonly string[]]>([
    ['certain', ['unexplained-failure', 'undefined-symbol']],
    ['possible', ['undefined-symbol', 'unexplained-failure']],
  ])('puts a line that only knowledge reads first, unless it is only possible: %s', (certainty, kinds) => {
    const words = indexKnowledge([knownBreak({ match: { text: ['and unknown'] }, certainty })]);
    const { causes } = gatherReasons(readText(`wasm-ld: error: a.o: undefined symbol: mine\n${odd}`), words);
    expect(codesOf(causes)).toEqual(kinds);
    expect(causes.find(({ kind }) => kind === 'unexplained-failure')!.certainty).toBe(certainty);
    expect(causes.find(({ kind }) => kind === 'undefined-symbol')!.certainty).toBe('possible');
  });

  it('puts such lines in the order of the log, whatever reads them', () => {
    const words = indexKnowledge([
      note('grammar', { text: ['and unknown'] }),
      note('line', { text: ['nobody knows'] }),
    ]);
    const { causes } = gatherReasons(readText(`what nobody knows\n${odd}`), words);
    expect(causes.map((one) => one.note?.name)).toEqual(['line', 'grammar']);
  });

  it('asks knowledge about the whole line of a message without a template', () => {
    const words = indexKnowledge([note('whole', { text: ['emcc: error: odd'] })]);
    expect(gatherReasons(readText(odd), words).causes.map((one) => one.note?.name)).toEqual(['whole']);
  });

  it('gives an id where the message or knowledge names a subject', () => {
    const ids = (log: string) =>
      gatherReasons(readText(log), KNOWLEDGE).causes.flatMap(({ subjects }) => subjects.map(({ id }) => id));
    expect(ids('wasm-ld: error: a.o: undefined symbol: mine\nemcc: error: no input files\n').sort()).toEqual([
      null,
      'undefined-symbol:mine',
    ]);
  });

  it('shows no line that knowledge explains, and no warning, among those that nothing knows', () => {
    const suspects = (log: string, entries: readonly KnownBreak[]) =>
      gatherReasons(readText(log), indexKnowledge(entries)).suspects.map(({ logLine }) => logLine);
    const failed = 'Something failed: what nobody knows\n';
    expect(suspects(failed, [])).toEqual([1]);
    expect(suspects(failed, [note('words', { text: ['nobody knows'] })])).toEqual([]);
    expect(suspects('emcc: warning: odd and unknown\n', [])).toEqual([]);
  });
  it.each([
    ['what ran after them went well', `${odd}BUILD SUCCESS\n`, []],
    ['they came after that', `BUILD SUCCESS\n${odd}`, [2]],
    ['something failed after that', `${odd}BUILD SUCCESS\nwasm-ld: error: a.o: undefined symbol: mine\n`, [1]],
    ['a tool reported a failure after that', `${odd}BUILD SUCCESS\nmake: *** [Makefile:1: all] Error 1\n`, [1]],
    ['a tool only warned after that', `${odd}BUILD SUCCESS\n${mismatch}`, []],
  ])('shows lines that nothing knows, or none, where %s', (_, log, lines) => {
    expect(gatherReasons(readText(log), KNOWLEDGE).suspects.map(({ logLine }) => logLine)).toEqual(lines);
  });

  it('shows such lines whole, up to 400 characters, in the order of their weight', () => {
    const { suspects } = gatherReasons(readText(`  ${odd}emcc: error: ${'x'.repeat(500)}\n`), KNOWLEDGE);
    expect(suspects.map(({ text }) => text).sort()).toEqual([
      'emcc: error: odd and unknown',
      `emcc: error: ${'x'.repeat(387)}`,
    ]);
  });
});
