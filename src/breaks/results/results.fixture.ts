import type { CellRecord } from '../../model/record.ts';
import type { Results } from '../../model/results.ts';
import { caseOf, failure, message, ran, recordOf, success, toolchainOf } from '../evidence.fixture.ts';
import type { KnownBreak } from '../knowledge/knowledge.ts';
import { buildResults } from './assemble.ts';

/** A case of three steps, of which the last depends on all three tools. */
export const entry = caseOf('page/view', { library: ['emsdk'], program: ['go'], load: ['go', 'emsdk', 'node'] });
/** The toolchains of the cells. */
export const toolchains = [
  toolchainOf('go1.23.5', 'go', '1.23.5'),
  toolchainOf('em3.1.69', 'emsdk', '3.1.69'),
  toolchainOf('em6.0.5', 'emsdk', '6.0.5'),
  toolchainOf('node20.20.2', 'node', '20.20.2'),
  toolchainOf('node24.21.0', 'node', '24.21.0'),
];
/** Results of cells of that case. */
export const build = (cells: readonly CellRecord[], knowledge: readonly KnownBreak[] = [], cases = [entry]): Results =>
  buildResults({ toolchains, cases, cells, knowledge });
/** A combination with another Emscripten. */
export const on = (emsdk: string) => ({ go: 'go1.23.5', emsdk, node: 'node20.20.2' });
/** The message with which `bad` fails. */
export const missing = message('runtime-export-missing', {
  reporter: 'node',
  symbol: 'HEAPU8',
  message: 'HEAPU8 undefined',
});
/** The outside of the module that `good` builds. */
export const surface = { imports: [{ module: 'env', name: 'f', kind: 'function' }], exports: [] };
/** A cell that passes. */
export const good = recordOf('page/view', on('em3.1.69'), {
  library: ran(
    success({
      modules: { 'lib.wasm': surface },
      diagnostics: [message('compile-warning', { severity: 'warning', file: '/w/lib.c' })],
    }),
  ),
  program: ran(success()),
  load: ran(success()),
});
/** A cell that breaks. */
export const bad = recordOf('page/view', on('em6.0.5'), {
  library: ran(
    success({ diagnostics: [message('function-signature-mismatch', { severity: 'warning', symbol: 'add' })] }),
  ),
  program: ran(success()),
  load: ran(failure([missing, message('go-exit-nonzero')])),
});
