import { describe, expect, it } from 'vitest';
import { renderPages } from '../catalogue/render-pages.fixture.ts';
import { describeCase, type On, simulateResults, step, toolchain } from '../simulate.fixture.ts';
import { printPair } from '../terminal/pair-text.ts';
import { breakPath, pairPath } from '../text/names.ts';
import { lookUpPair } from './pair.ts';

const GOS = ['go1.19.13', 'go1.23.12', 'go1.24.13'].map((id) => toolchain('go', id));
const EMSDKS = ['em2.0.12', 'em3.1.6', 'em3.1.69'].map((id) => toolchain('emsdk', id));

const shared = (name: string, breaks: (on: On) => boolean) => ({
  entry: describeCase({
    name,
    title: name,
    roles: { go: 'go' },
    steps: [step('build', 'go build -buildmode=c-shared .', ['go'])],
  }),
  happens: (on: On) =>
    breaks(on)
      ? ({ step: 'build', kind: 'buildmode-unsupported', subject: 'c-shared', message: 'not supported' } as const)
      : ('pass' as const),
});

const mix = {
  entry: describeCase({
    name: 'objects/mix',
    title: 'Objects of two versions',
    roles: { link: 'emsdk', object: 'emsdk' },
    steps: [
      step('compile', 'emcc -c main.c', ['object']),
      step('run', 'emcc main.o -o main.js && node main.js', ['link', 'object'], {}, ['link']),
    ],
    workarounds: [{ name: 'anew', title: 'Anew', steps: [step('compile', 'emcc -c main.c', ['link'])] }],
  }),
  happens: (on: On, workaround?: string) =>
    !workaround && on.object === 'em3.1.69' && on.link !== 'em3.1.69'
      ? ({ step: 'run', kind: 'wrong-output', subject: 'objects/mix/run', message: 'nothing' } as const)
      : ('pass' as const),
};

const results = simulateResults(
  [...GOS, ...EMSDKS],
  [shared('go/c-shared-js', () => true), shared('go/c-shared-wasip1', (on) => on.go !== 'go1.24.13'), mix],
);
const input = { results, knowledge: [], hasTables: false, links: [], history: [] };
const pages = renderPages(input);

describe('a break that stands differently in its cases', () => {
  const page = pages.get(breakPath('buildmode-unsupported:c-shared'))!;
  const short = 'always in go/c-shared-js; Go up to 1.23.12 in go/c-shared-wasip1';

  it('says so in its summary and since when, each case by itself', () => {
    expect(page).toContain('it fails always in go/c-shared-js and with Go up to 1.23.12 in go/c-shared-wasip1.');
    expect(page).toContain('In `go/c-shared-js`:\n\nMeasured: all 3 cells with a verdict fail');
    expect(page).toContain('Last seen with 1.23.12, passes with 1.24.13');
    expect(page).not.toMatch(/every tested Go\.|newest tested Go still fails/);
    expect(page).toContain('- `go/c-shared-wasip1`: Go 1.19.13, 1.23.12');
    expect(page).toContain("- In `go/c-shared-js`: Nobody's");
    expect(page).toContain('compare/go1.23.12...go1.24.13');
  });

  it('says so in every list', () => {
    expect(pages.get('breaks/README.md')).toContain(`| ${short} |`);
    const answer = lookUpPair(input, { go: '1.24.13', emsdk: '3.1.6' });
    expect(printPair(answer, { pages: 'reports', all: true })).toContain(`(${short})`);
  });
});

describe('a break between two roles of one tool', () => {
  const page = pages.get(breakPath('wrong-output:objects/mix/run'))!;

  it('names the role with each range', () => {
    expect(page).toContain('it fails with Emscripten up to 3.1.6 as link with Emscripten since 3.1.69 as object.');
    expect(page).toContain('- Already fails with Emscripten 2.0.12 as link, the oldest tested');
    expect(page).toContain('The newest tested Emscripten as object still fails.');
    expect(page).toContain('depends on which of its versions meet as `link` and `object`');
  });

  it('says which role is in the rows and which in the columns, and what they do', () => {
    expect(page).toContain('| Emscripten as `link` ↓<br>Emscripten as `object` → | Emscripten 2.0.12 |');
    expect(page).toContain(
      '`link` is the Emscripten that runs step `run` and `object` is the Emscripten that runs step `compile`',
    );
    expect(page).toContain('step `compile` with `link` in place of `object`');
    expect(page).toContain('Emscripten 3.1.6 as `link` and Emscripten 3.1.69 as `object` in `PATH`');
  });

  it('is no matter of a pair: its page says that some cases are about one version beside another', () => {
    const pair = pages.get(pairPath('go1.24.13', 'em3.1.6'));
    expect(pair).not.toContain('on link: Emscripten');
    expect(pair).toContain('**No case fails here that another Go or Emscripten would spare.**');
  });
});
