import { describe, expect, it } from 'vitest';
import { renderPages } from '../catalogue/render-pages.fixture.ts';
import { describeCase, type On, simulateResults, step, toolchain } from '../simulate.fixture.ts';
import { breakPath } from '../text/names.ts';

const steps = [step('compile', 'emcc -c a.c', ['object']), step('link', 'emcc a.o', ['object', 'link', 'node'])];
const entry = describeCase({
  name: 'objects/x',
  title: 'An object is linked by another Emscripten',
  why: 'Libraries are kept for years.',
  roles: { object: 'emsdk', link: 'emsdk', node: 'node' },
  steps,
  workarounds: [{ name: 'again', title: 'Compile it again', steps }],
});
const TOOLCHAINS = [
  ...['em3.1.6', 'em3.1.69', 'em6.0.5'].map((id) => toolchain('emsdk', id)),
  ...['node16.20.2', 'node20.20.2'].map((id) => toolchain('node', id)),
];
const happens = ({ object, link }: On, cure?: string) =>
  object === link || cure
    ? ('pass' as const)
    : ({
        step: 'link',
        kind: 'undefined-symbol',
        subject: 'f',
        reporter: 'wasm-ld',
        message: `no f in ${link}`,
      } as const);
const results = simulateResults(TOOLCHAINS, [{ entry, happens }]);
const pages = renderPages({ results, knowledge: [], history: [], hasTables: false, links: [] });
const page = pages.get(breakPath('undefined-symbol:f'))!;

describe('the page of a break', () => {
  it('begins with what the user sees, what it means and the cure', () => {
    expect(page.match(/^## .*/gm)).toEqual([
      '## What you see',
      '## What it means',
      '## The cure',
      '## Where',
      '## Since when',
      '## Whose side changed',
      '## The evidence',
      '## See it yourself',
    ]);
    expect(page.slice(page.indexOf('## What you see'), page.indexOf('## What it means'))).toContain('no f in em');
  });

  it('shows the newest cell that is affected, in the form of README', () => {
    expect(page).toContain('Step `link` of `objects/x@node20.20.2+link=em6.0.5+object=em3.1.69` ended');
    expect(page).toContain('node dist/cli.js run --case objects/x --emsdk 3.1.69 --emsdk 6.0.5 --host node=20.20.2');
  });

  it('says what roles are where they show', () => {
    const roles =
      'Of `objects/x`, `object` is the Emscripten that runs step `compile` and `link` is the Emscripten that';
    expect(page.split(roles)).toHaveLength(3);
  });
});
