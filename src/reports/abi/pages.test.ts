import { dirname, join } from 'node:path/posix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abiOf, libraryOf, needOf } from '../../breaks/abi/abi.fixture.ts';
import type { Abi } from '../../model/abi.ts';
import type { ModuleSurface, Results } from '../../model/results.ts';
import { renderPages } from '../catalogue/render-pages.fixture.ts';
import { HOSTILE } from '../hostile.fixture.ts';
import { makeContext } from '../query/context.ts';
import type { CatalogueInput } from '../query/input.ts';
import { KNOWLEDGE, realisticInput } from '../realistic.fixture.ts';
import { findDrift, renderAbiPages } from './pages.ts';

const INT = '(i32) -> i32';
const LINKS = ['abi/libraries:plain', 'abi/libraries:standalone'];

const OLD = abiOf('em3.1.6-debian', [
  libraryOf(
    'libc.a',
    ['data environ', `getpid ${INT}`, 'mktime (i32) -> i32', `weak sleep ${INT}`, `sbrk ${INT}`],
    [
      needOf('data __heap_base'),
      needOf(`__syscall_open ${INT}`),
      needOf(`__syscall_futex ${INT}`),
      needOf('__wasi_fd_write (i32, i32, i32, i32) -> i32', 'wasi_snapshot_preview1.fd_write'),
      needOf(`emscripten_memcpy_big ${INT}`),
      needOf(`_gmtime_js (i32, i32) -> void`),
    ],
    LINKS,
  ),
  libraryOf('libc++-noexcept.a', ['_ZNSt3__15mutex4lockEv () -> void', 'weak _Z1fIiEvT_ (i32) -> void'], [], LINKS),
  libraryOf('javascript.so', ['__syscall_open', '_gmtime_js', 'emscripten_memcpy_big', 'fd_write'], [], [LINKS[0]!]),
]);
const NEW = abiOf('em3.1.69-debian', [
  libraryOf(
    'libc.a',
    ['data environ', `weak getpid ${INT}`, 'mktime (i64) -> i32', `weak sleep ${INT}`, `epoll_create ${INT}`],
    [
      needOf('data __heap_base'),
      needOf('__syscall_openat (i32, i32, i32, i32) -> i32'),
      needOf('__wasi_fd_write (i32, i32, i32, i32) -> i32', 'wasi_snapshot_preview1.fd_write'),
      needOf(`_gmtime_js (i64, i32) -> void`),
    ],
    LINKS,
  ),
  libraryOf('libdlmalloc.a', [`sbrk ${INT}`], [], LINKS),
  libraryOf('libc++-noexcept.a', ['_ZNSt3__25mutex4lockEv () -> void'], [], LINKS),
  {
    ...libraryOf('javascript.so', ['__syscall_openat', '_gmtime_js', 'fd_write'], [needOf('malloc')], [LINKS[0]!]),
    unread: [{ member: '', reason: 'more than 200000 symbols' }],
  },
]);

/** The realistic input with a module in each cell of one case. */
function withModules(
  input: CatalogueInput,
  surfaceOf: (on: Results['cells'][number]['on']) => ModuleSurface,
): CatalogueInput {
  const modules: Record<string, ModuleSurface> = {};
  const cells = input.results.cells.map((cell, place) => {
    if (cell.case !== 'page/heap-view') return cell;
    modules[`${place}`] = surfaceOf(cell.on);
    return { ...cell, modules: { 'library/lib.wasm': `${place}` } };
  });
  return { ...input, hasTables: true, results: { ...input.results, cells, modules } };
}

const INPUT = withModules(realisticInput(), ({ emsdk }) => ({
  imports:
    emsdk === 'em2.0.12-debian'
      ? [{ module: 'env', name: 'emscripten_memcpy_big', kind: 'function', type: INT }]
      : [{ module: 'env', name: '_emscripten_memcpy_js', kind: 'function', type: INT }],
  exports: [{ name: 'memory', kind: 'memory', type: emsdk === 'em6.0.5-debian' ? '9 pages' : '8 pages' }],
}));
function pagesOn(input: CatalogueInput, tables: readonly Abi[]) {
  const context = makeContext(input);
  return renderAbiPages(context, findDrift(context, tables));
}

const PAGES = pagesOn(INPUT, [NEW, OLD]);

describe('the pages on symbols', () => {
  it.each([
    ['abi/README.md', 'abi-index.md'],
    ['abi/em3.1.69-debian.md', 'abi-version.md'],
    ['abi/em3.1.6-debian_em3.1.69-debian.md', 'abi-drift.md'],
    ['abi/modules.md', 'abi-modules.md'],
  ])('%s reads as reviewed', async (path, snapshot) => {
    await expect(PAGES.get(path)).toMatchFileSnapshot(`../snapshots/${snapshot}`);
  });

  it('are one for each version, one for each two neighbours, an index and one on modules', () => {
    expect([...PAGES.keys()].sort()).toEqual([
      'abi/README.md',
      'abi/em3.1.6-debian.md',
      'abi/em3.1.6-debian_em3.1.69-debian.md',
      'abi/em3.1.69-debian.md',
      'abi/modules.md',
    ]);
  });

  it('are linked from the first pages, and link to pages and tables that are there', () => {
    const all = new Map([...renderPages(INPUT), ...PAGES]);
    const tables = [NEW, OLD].map(({ toolchain }) => `abi/${toolchain}.json`);
    expect(all.get('README.md')).toContain('](abi/README.md)');
    const dead = [...PAGES].flatMap(([path, text]) =>
      [...text.matchAll(/\]\(([^)#:]+)\)/g)]
        .map((match) => join(dirname(path), match[1]!))
        .filter((target) => !all.has(target) && !tables.includes(target)),
    );
    expect(dead).toEqual([]);
  });

  it('are not there where nothing was recorded, and nothing links to them', () => {
    expect(pagesOn(realisticInput(), [])).toEqual(new Map());
    expect(renderPages(realisticInput()).get('README.md')).not.toContain('abi/');
  });

  it('leave out tables of a toolchain that the results do not have', () => {
    const pages = pagesOn(INPUT, [NEW, abiOf('em9.9.9', [libraryOf('libc.a', ['f'])])]);
    expect([...pages.keys()].filter((path) => path.includes('9.9.9'))).toEqual([]);
  });

  it('let no name out of its place', () => {
    const anyText = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }));
    fc.assert(
      fc.property(anyText, (text) => {
        for (const [path, page] of pagesOn(hostileInput(text), hostileTables(text))) {
          expect(path).toMatch(/^abi\/[\w.-]+\.md$/);
          expect(page).not.toMatch(/<script/i);
          expect(page).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
          expectWholeTables(page);
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Tables in which a text stands wherever a file can bring one. */
function hostileTables(text: string): Abi[] {
  const symbol = { name: text, kind: text, weak: true, type: text, members: [text], more: 1 };
  const needed = { ...symbol, name: `${text}2`, import: `wasi_${text}` };
  const library = {
    name: text,
    links: [`abi/x:${text}`],
    members: 1,
    unread: [{ member: text, reason: text }],
    provides: [symbol, { ...symbol, name: `_Z${text}` }],
    needs: [needed, { ...needed, import: text }],
  };
  const stub = { ...library, name: `${text}.so`, format: 'stub-library' } as const;
  const changed = { ...symbol, type: null, weak: false };
  const after = { ...library, format: 'archive', provides: [changed], needs: [{ ...needed, name: text }] } as const;
  return [
    abiOf('em3.1.6-debian', [{ ...library, format: 'archive' }, stub]),
    abiOf('em3.1.69-debian', [after, { ...stub, provides: [], needs: [{ ...needed, type: null }] }]),
  ];
}

function hostileInput(text: string): CatalogueInput {
  const entry = { module: text, name: text, kind: text, type: text };
  const note = {
    ...KNOWLEDGE[0]!,
    title: text,
    refs: [text],
    match: { kind: KNOWLEDGE[0]!.match.kind, subject: [text] },
  };
  return withModules({ ...realisticInput(), knowledge: [note] }, ({ emsdk }) => ({
    imports: emsdk === 'em6.0.5-debian' ? [entry] : [{ ...entry, module: `${text}2` }],
    exports: emsdk === 'em2.0.12-debian' ? [] : [{ ...entry, type: `${text}${emsdk}` }],
  }));
}

/** Every row of every table has as many fields as its head. */
function expectWholeTables(page: string): void {
  let bars = 0;
  for (const line of page.split('\n')) {
    const found = line.startsWith('|') ? line.split('|').length : 0;
    if (bars > 0 && found > 0) expect(found).toBe(bars);
    bars = found;
  }
}
