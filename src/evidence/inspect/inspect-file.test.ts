import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLibraryNames } from '../origin/library-names.ts';
import { buildBsdArchive, buildGnuArchive } from '../wasm/archive.fixture.ts';
import { custom, func, join, list, section, text, u, wasm } from '../wasm/builder.fixture.ts';
import { mutate, mutations } from '../wasm/mutate.fixture.ts';
import { buildObject } from '../wasm/object.fixture.ts';
import { WasmError } from '../wasm/wasm-error.ts';
import type { FileReport } from './file-report.ts';
import { inspectFile, MOST_SEARCHED } from './inspect-file.ts';
import { listSymbolGroups } from './list-symbols.ts';

const library = readLibraryNames();
const inspect = (bytes: Uint8Array) => inspectFile(bytes, 'x', library);

/** What Emscripten writes, in small, with every kind of section that is looked into. */
const MODULE = wasm(
  section(1, list(func([]), func([0x7f], [0x7f]))),
  section(2, list(join(text('env'), text('emscripten_resize_heap'), 0, 1), join(text('env'), text('_abort_js'), 0, 0))),
  section(3, list(0)),
  section(5, list(join(1, 1, 16))),
  section(7, list(join(text('memory'), 2, 0), join(text('main'), 0, 2))),
  section(10, list(join(5, 0, 0x41, 1, 0xc0, 0x1a, 0x0b))),
  custom('name', section(1, list(join(2, text('main'))))),
  custom('producers', list(join(text('processed-by'), list(join(text('clang'), text('21.0.0')))))),
  custom('emscripten_metadata', u(0), u(3), u(0), u(29)),
  custom('target_features', list(join('+'.charCodeAt(0), text('multivalue')))),
);

describe('what is reported of a file', () => {
  it('is everything about a module', () => {
    const report = inspect(MODULE);
    expect(report).toMatchObject({
      format: 'module',
      size: MODULE.length,
      producer: { tool: 'emscripten', tools: [{ name: 'clang', version: '21.0.0' }] },
      emscripten: { since: '3.1.59', until: null, witnesses: ['_abort_js'] },
      metadata: { format: '0.3', abi: '0.29' },
      role: 'javascript',
      debug: { functionNames: 1 },
      features: ['multivalue', 'sign-ext'],
      used: ['sign-ext'],
    } satisfies Partial<Record<keyof FileReport, unknown>>);
    expect(report.imports.map(({ name, type }) => `${name} ${type}`)).toEqual([
      '_abort_js () -> void',
      'emscripten_resize_heap (i32) -> i32',
    ]);
    expect(report.hosts.find(({ host }) => host === 'wazero1.12.0')).toMatchObject({
      runs: false,
      missing: 'env.emscripten_resize_heap',
    });
  });

  it('of an archive is its members, and no host', () => {
    const report = inspect(
      buildGnuArchive([
        { name: 'a.o', content: buildObject() },
        { name: 'b.o', content: 'BC\xc0\xde0000' },
        { name: 'a.o', content: buildObject().subarray(0, 40) },
      ]),
    );
    expect(report.members.map(({ name, format, reason }) => [name, format, reason])).toEqual([
      ['a.o', 'wasm', undefined],
      ['b.o', 'bitcode', 'bitcode'],
      ['a.o', 'wasm', expect.stringMatching(/ at byte \d+$/)],
    ]);
    expect(report).toMatchObject({ format: 'archive', hosts: [], producer: { tool: 'clang', version: '21.1.8' } });
    expect(new Set(report.symbols.map(({ member }) => member))).toEqual(new Set(['a.o']));
  });

  it('of a thin archive comes from the files that it names', () => {
    const thin = buildGnuArchive(
      [
        { name: 'dir/a.o', content: buildObject() },
        { name: 'gone.o', content: '' },
      ],
      {
        thin: true,
      },
    );
    const report = inspectFile(thin, 'x', library, { open: ({ name }) => (name === 'dir/a.o' ? buildObject() : null) });
    expect(report.symbols.length).toBe(inspect(buildObject()).symbols.length);
    expect(report.members.map(({ reason }) => reason)).toEqual([undefined, 'not in the archive, which is thin']);
  });

  it('leaves open in a summary what much code may need, and says so', () => {
    const size = MOST_SEARCHED + 10;
    const body = new Uint8Array(size).fill(1);
    body.set([0]);
    body.set([0xc0, 0x0b], size - 2);
    const bytes = wasm(section(1, list(func([]))), section(3, list(u(0))), section(10, list([...u(size)])));
    const large = Buffer.concat([
      bytes.subarray(0, bytes.lastIndexOf(10)),
      Buffer.from([10, ...u(size + u(size).length + 1), 1, ...u(size)]),
      body,
    ]);
    const summary = inspectFile(large, 'x', library, { depth: 'summary' });
    const whole = inspectFile(large, 'x', library);
    expect([summary.used, whole.used]).toEqual([[], ['sign-ext']]);
    expect([summary.unsearchedCode, whole.unsearchedCode]).toEqual([size + u(size).length + 1, 0]);
    expect(new Set(summary.hosts.filter(({ host }) => host.startsWith('wasmtime')).map(({ runs }) => runs))).toEqual(
      new Set([null]),
    );
  });

  it('is refused where lists would grow out of proportion', () => {
    const name = 'n'.repeat(900_000);
    const many = Array.from({ length: 100 }, () => join(0, u(0x10), u(0)));
    const bytes = wasm(
      section(1, list(func([]))),
      section(2, list(join(text('env'), text(name), 0, 0))),
      custom('linking', u(2), section(8, list(...many))),
    );
    expect(() => inspect(bytes)).toThrow(/repeat to \d+ characters/);
  });
});

describe('mutated files', () => {
  const numRuns = Number(process.env.EMRIFT_FUZZ_RUNS ?? 1000);
  const seed = Number(process.env.EMRIFT_FUZZ_SEED ?? 20261122);
  it.each([
    ['a module', MODULE],
    ['an object', buildObject()],
    [
      'a GNU archive',
      buildGnuArchive([
        { name: 'a.o', content: buildObject() },
        { name: 'm.o', content: MODULE },
      ]),
    ],
    ['a BSD archive', buildBsdArchive([{ name: 'a.o', content: buildObject() }], ['main'])],
  ])('of %s are reported or refused, never anything else', { timeout: 20_000 + numRuns * 20 }, (_, original) => {
    fc.assert(
      fc.property(mutations, (changes) => {
        const bytes = mutate(original, changes);
        try {
          inspect(bytes);
          for (const { symbols } of listSymbolGroups(bytes, 'x')) expect(symbols.length).toBeLessThan(bytes.length + 1);
        } catch (error) {
          if (!(error instanceof WasmError) || error.offset < 0 || error.offset > bytes.length) throw error;
        }
      }),
      { numRuns, seed },
    );
  });
});
