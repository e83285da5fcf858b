import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { abiOf, libraryOf, needOf } from '../../breaks/abi/abi.fixture.ts';
import { knownBreak } from '../../breaks/knowledge/known-break.fixture.ts';
import { bad, build, good } from '../../breaks/results/results.fixture.ts';
import { printAbi } from '../../model/abi-text.ts';
import { sha256 } from '../../model/canonical.ts';
import type { Results } from '../../model/results.ts';
import { type MemoStore, NO_MEMOS, openMemoStore } from '../../run/storage/memo-store.ts';
import { type Destination, finishRun } from './finish.ts';
import type { RecordedAbi } from './record-abis.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-finish-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The time that passes between two runs. */
const DAY = 86_400_000;
const repaired = { ...bad, steps: good.steps };
const [BROKEN, WHOLE] = [build([good, bad]), build([good, repaired])];
const PART = build([good]);
const known = (explanation: string) => knownBreak({ explanation, match: { kind: ['runtime-export-missing'] } });

/** Symbol tables as a run records them. */
function recorded(toolchain: string, provides: readonly string[]): RecordedAbi {
  const abi = abiOf(toolchain, [libraryOf('libc.a', provides, [needOf('fd_read')], ['page/view:library'])]);
  const digest = BROKEN.toolchains.find(({ id }) => id === toolchain)!.digest as RecordedAbi['digest'];
  const text = printAbi({ ...abi, digest });
  return { toolchain, digest, sha256: sha256(text), libraries: () => abi.libraries, print: () => text };
}

interface Night extends Partial<Destination> {
  readonly what: string;
  readonly found?: Results;
  /** What somebody does to the catalogue before. */
  readonly before?: (out: string) => void;
  /** The files that the run is to touch, where that is not left to the one that remembers nothing. */
  readonly touches?: number;
}

const edit = (path: string, text: string) => (out: string) => writeFileSync(join(out, path), text);
const aBreak = (out: string) => `breaks/${readdirSync(join(out, 'breaks')).find((name) => name.includes('heapu8'))}`;

const NIGHTS: readonly Night[] = [
  { what: 'the first run' },
  { what: 'the same', touches: 0 },
  { what: 'the same again', touches: 0 },
  // The break's page, that on toolchains, that for browsers, and the history.
  { what: 'a nightly one', nightly: true, touches: 4 },
  { what: 'another', nightly: true, touches: 4 },
  { what: 'somebody wrote into a page', before: edit('README.md', 'mine'), touches: 1 },
  { what: 'and into one that says what runs saw', before: (out) => edit(aBreak(out), 'mine')(out), touches: 1 },
  { what: 'and that night ran', before: edit('pairs/go1.23.5_em6.0.5.md', 'mine'), nightly: true, touches: 5 },
  { what: 'a page is lost', before: (out) => rmSync(join(out, 'kinds'), { recursive: true }), touches: 1 },
  { what: 'a page is not of ours', before: edit('pairs/junk.md', 'mine'), touches: 1 },
  { what: 'the history is lost', before: (out) => rmSync(join(out, 'history.jsonl')), touches: 3 },
  { what: 'a smaller run', found: PART, coverage: { cases: null, known: null, ids: [], limited: ['emsdk'] } },
  { what: 'the break goes', found: WHOLE, nightly: true },
  { what: 'and stays away', found: WHOLE, nightly: true },
  { what: 'and comes back', nightly: true },
  {
    what: 'and is seen twice',
    confirm: async (results) => ({ results, flaky: new Set([BROKEN.breaks[0]!.affected[0]!]) }),
  },
  { what: 'symbols are recorded', abis: [recorded('em3.1.69', ['read']), recorded('em6.0.5', ['read', 'write'])] },
  { what: 'of one toolchain only', abis: [recorded('em6.0.5', ['read', 'write'])], touches: 0 },
  { what: 'and are others', abis: [recorded('em6.0.5', ['write'])], nightly: true },
  {
    what: 'a claim is made',
    claims: [{ id: 'C1', states: 'It works.', tests: [{ ask: 'works', case: 'page/view' }] }],
  },
  { what: 'and is taken back' },
  { what: 'results are lost', before: (out) => rmSync(join(out, 'results.json')) },
];

describe('a run that remembers what it made of what', () => {
  it('leaves the same files, and says the same, as one that does not', async () => {
    const memos = openMemoStore(join(folder, 'store'), 'program');
    for (const [at, { what, touches, ...night }] of NIGHTS.entries()) {
      const plain = await runIn('plain', NO_MEMOS, night, at);
      const remembering = await runIn('remembering', memos, night, at);
      expect(filesOf('remembering'), what).toEqual(filesOf('plain'));
      expect(remembering, what).toEqual(plain);
      if (touches !== undefined) expect(remembering.written, what).toBe(touches);
    }
  });

  it('neither merges nor renders what lies there', async () => {
    const memos = openMemoStore(join(folder, 'store'), 'program');
    let asked = 0;
    const { match, ...rest } = known('t');
    const countAsking = () => {
      asked++;
      return match;
    };
    // Whatever merges results or renders a page on symbols asks what entries are of.
    const watched = Object.defineProperty(rest, 'match', { enumerable: true, get: countAsking });
    const shipped = { knowledge: [watched as ReturnType<typeof known>], program: { script: '', style: '' } };
    const abis = [recorded('em3.1.69', ['read'])];
    for (const at of [0, 1]) await runIn('out', memos, { shipped, abis, nightly: true }, at);
    expect(asked).toBeGreaterThan(0);
    asked = 0;
    await runIn('out', memos, { shipped, abis, nightly: true }, 2);
    expect(asked).toBe(0);
    await runIn('out', memos, { shipped, abis, nightly: true, before: edit('abi/em3.1.69.md', 'mine') }, 3);
    expect(asked).toBeGreaterThan(0);
  });

  it('renders anew for another program, which may come with other knowledge', async () => {
    const page = () => readFileSync(join(folder, 'out', aBreak(join(folder, 'out'))), 'utf8');
    const found = build([good, bad], [known('')]);
    for (const [at, reason] of ['One reason.', 'Another reason.'].entries()) {
      const shipped = { knowledge: [known(reason)], program: { script: '', style: '' } };
      for (const _ of 'ab') await runIn('out', openMemoStore(join(folder, 'store'), reason), { found, shipped }, at);
      expect(page()).toContain(reason);
    }
  });

  async function runIn(
    name: string,
    memos: MemoStore,
    { found = BROKEN, before, ...night }: Omit<Night, 'what'>,
    at: number,
  ) {
    const out = join(folder, name);
    mkdirSync(out, { recursive: true });
    before?.(out);
    const { results, comparison, catalogue, baseline, written } = await finishRun(structuredClone(found), {
      out,
      baseline: undefined,
      abis: [],
      links: { links: [], planned: new Set() },
      shipped: { knowledge: [], program: { script: 'script', style: 'style' } },
      claims: [],
      silences: [],
      now: new Date(Date.UTC(2026, 10, 1) + at * DAY),
      coverage: { cases: null, known: null, ids: [], limited: [] },
      known: {},
      nightly: false,
      memos,
      confirm: async (same) => ({ results: same, flaky: new Set() }),
      costs: new Map([['page/view load', at]]),
      noise: null,
      ...night,
    });
    return { results, comparison, catalogue, baseline: baseline.results, written };
  }

  function filesOf(name: string): Readonly<Record<string, string>> {
    const entries = readdirSync(join(folder, name), { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const below = (path: string) => path.slice(join(folder, name).length + 1);
    return Object.fromEntries(paths.sort().map((path) => [below(path), readFileSync(path, 'utf8')]));
  }
});
