import { describe, expect, it } from 'vitest';
import { parseToolchain } from '../../model/ids.ts';
import type { LinkTable } from '../../model/links.ts';
import type { CaseEntry, Cell, Results, StepEntry, ToolchainEntry } from '../../model/results.ts';
import { renderPages } from '../catalogue/render-pages.fixture.ts';
import { simulateResults } from '../simulate.fixture.ts';
import { WEAK_SYMBOLS_PATH } from '../text/names.ts';

const CHOICES = ['archive-after', 'archive-before'];
const LLVMS = ['llvm11.0.1-debian', 'llvm19.1.7-debian', 'llvm22.1.8-debian'];
const step = (name: string, order: string | null, uses: readonly string[]): StepEntry => ({
  name: order ? `${name}-${order}` : name,
  run: `${name} ${order ?? ''}`.trim(),
  env: {},
  uses,
  axes: uses,
  ...(order ? { repeats: { step: name, variant: { order } } } : {}),
});
const ENTRY: CaseEntry = {
  name: 'weak/read',
  title: 'A weak read gives way | <to> the library',
  why: 'Because `read` is wanted.',
  tags: ['nightly'],
  refs: [],
  roles: { llvm: 'llvm', 'wasi-libc': 'wasi-libc' },
  steps: [
    step('compile', null, ['llvm']),
    ...CHOICES.map((order) => step('link', order, ['llvm', 'wasi-libc'])),
    ...CHOICES.map((order) => step('run', order, ['llvm', 'wasi-libc'])),
  ],
  workarounds: [],
};
const LIBC = 'wasi-libc0.0.20220510-debian';
const cell = (
  llvm: string,
  breaks: Cell['breaks'],
  status: Cell['status'] = breaks.length > 0 ? 'break' : 'pass',
): Cell => ({
  case: ENTRY.name,
  on: { llvm, 'wasi-libc': LIBC },
  status,
  breaks,
  also: [],
});
const broken = (name: string, id: string) => ({ step: name, id, evidence: '0' });
const weak = (symbol: string, file: string) => ({
  symbol,
  resolution: { kind: 'definition' as const, file },
  exported: false,
});
const bindings = [
  { symbol: 'read', file: 'libc.a(read.o)', defined: true, weak: false },
  { symbol: 'read', file: 'stub.o', defined: true, weak: true },
];
/** LLVM 11 does not link before; the others take the library's function before and the weak one after. */
const TABLE: LinkTable = {
  case: ENTRY.name,
  rows: [
    { step: 'compile', symbols: [], bindings, on: LLVMS },
    {
      step: 'link-archive-after',
      symbols: [weak('read', 'stub.o'), { symbol: 'gone', resolution: { kind: 'absent' }, exported: false }],
      bindings: [],
      on: LLVMS.map((llvm) => `${llvm}+${LIBC}`),
    },
    {
      step: 'link-archive-before',
      symbols: [weak('read', 'libc.a(read.o)')],
      bindings: [],
      on: LLVMS.slice(1).map((llvm) => `${llvm}+${LIBC}`),
    },
  ],
};
const wrong = broken('run-archive-after', 'wrong-output:weak/read/run');
const results: Results = {
  ...simulateResults([], []),
  toolchains: [...LLVMS, LIBC].map((id): ToolchainEntry => {
    const { tool, version } = parseToolchain(id)!;
    return { id, tool, version, origin: 'debian', provenance: 'signed', digest: 'sha256:0', asked: [version] };
  }),
  cases: [ENTRY],
  cells: [
    cell(LLVMS[0]!, [broken('link-archive-before', 'undefined-symbol:<b>|read'), wrong]),
    cell(LLVMS[1]!, [wrong]),
    cell(LLVMS[2]!, [wrong]),
  ],
};
const render = (links: readonly LinkTable[], given = results) =>
  renderPages({ results: given, knowledge: [], history: [], hasTables: false, links }).get(WEAK_SYMBOLS_PATH);

describe('the page of redirected symbols', () => {
  it('shows what each name came to, on exactly the combinations that were tried', () => {
    expect(render([TABLE])).toMatchInlineSnapshot(`
      "# How names resolve where libraries of different origin meet

      Each table is one symbol in the links of one case. What it resolves to is read from the linked module: its symbol table, imports and exports; the file of a definition is what the linker named when it took it. The module then ran, so that a function that silently does nothing shows.

      A row stands for exactly the combinations that it names: where one field has several versions or choices, all of them were tried with all of the other fields. **any** is every choice that was tried in this case.

      ## A weak read gives way &#124; &lt;to&gt; the library

      Because \`read\` is wanted.

      Case \`weak/read\`; its first link: \`link archive-after\`; all with wasi-libc 0.0.20220510

      ### \`read\`

      | llvm | order | Resolves to | Binding | Exported | What happened |
      | - | - | - | - | - | - |
      | any | archive-after | definition in \`stub.o\` | weak | no | runs and fails: \`wrong-output:weak/read/run\` |
      | 11.0.1 | archive-before | – | | | does not link: <code>undefined-symbol:&#60;b&#62;&#124;read</code> |
      | 19.1.7, 22.1.8 | archive-before | definition in \`libc.a(read.o)\` | strong | no | runs |

      [All breaks](../README.md)
      "
    `);
  });

  it('says nothing of cells that are not decided, and is not there without links', () => {
    const undecided = { ...results, cells: [cell(LLVMS[0]!, [], 'infra'), cell(LLVMS[1]!, [wrong])] };
    const text = render([TABLE], undecided)!;
    expect(text).not.toContain('11.0.1');
    expect(text).toContain('19.1.7');
    expect(render([])).toBeUndefined();
  });
});
