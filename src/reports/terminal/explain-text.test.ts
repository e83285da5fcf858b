import { describe, expect, it } from 'vitest';
import { indexKnowledge } from '../../breaks/knowledge/find-known.ts';
import { gatherReasons, reasonOf } from '../../breaks/logs/gather-reasons.ts';
import { readText } from '../../breaks/logs/log.fixture.ts';
import { renderBreakIndex } from '../markdown/break-index.ts';
import { makeContext } from '../query/context.ts';
import { explainReasons } from '../query/explain.ts';
import type { ListedBreak } from '../query/listed-break.ts';
import { realisticInput } from '../realistic.fixture.ts';
import { type ExplainStyle, printExplainedLog, printExplanation } from './explain-text.ts';

const CONTEXT = makeContext(realisticInput());
const KNOWLEDGE = indexKnowledge(CONTEXT.knowledge);
const LISTED = JSON.parse(renderBreakIndex(CONTEXT)).breaks as readonly ListedBreak[];
const STYLE: ExplainStyle = { pages: 'reports', width: 100, all: false };

function explain(log: string, listed = LISTED, style = STYLE) {
  const reasons = gatherReasons(readText(log), KNOWLEDGE);
  const [causes, traps, warnings] = [reasons.causes, reasons.traps, reasons.warnings].map((list) =>
    explainReasons(list, listed),
  );
  const lines = log.split('\n').length - 1;
  return printExplainedLog(
    { name: 'build.log', lines, omitted: 0, reasons, causes: causes!, traps: traps!, warnings: warnings! },
    style,
  );
}

const BUILD = `cache:INFO: generating system library: libc.a... (this will be cached)
wasm-ld: warning: function signature mismatch: add
>>> defined as (i32, i32) -> i32 in main.o
>>> defined as (i32) -> i32 in lib.o
wasm-ld: error: main.o: undefined symbol: mine
emcc: error: '/usr/bin/wasm-ld -o x.wasm main.o lib.o' failed (returned 1)
make: *** [Makefile:2: x.js] Error 1
`;

const PAGE = "Aborted('HEAPU8' was not exported. add it to EXPORTED_RUNTIME_METHODS (see the Emscripten FAQ))\n".repeat(
  3,
);

describe('an explained log', () => {
  it('prints causes first, with what was measured and what follows folded', async () => {
    await expect(explain(BUILD + PAGE)).toMatchFileSnapshot('../snapshots/explain-build.txt');
  });

  it('shows on demand what is folded', () => {
    expect(explain(BUILD)).not.toContain('returned 1');
    expect(explain(BUILD, LISTED, { ...STYLE, all: true })).toContain('returned 1');
  });

  it('does without a catalogue', () => {
    const text = explain(PAGE, []);
    expect(text).toContain('HEAPU8');
    expect(text).not.toContain('Measured');
  });

  it('says so where there is nothing, and where the cause is missing', () => {
    expect(explain('all is well\n')).toBe('build.log (1 line): no error and no warning\n');
    expect(explain("emcc: error: '/usr/bin/clang -c a.c' failed (returned 1)\n")).toContain(
      'a failure without its cause',
    );
  });

  it('lets no symbol steer the terminal', () => {
    const text = explain('wasm-ld: error: a.o: undefined symbol: x\u202e\u0007y\n');
    // Line breaks are the only control characters that it may have.
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('says which releases offer a missing name', () => {
    const reasons = [
      reasonOf('import-missing', 'env.copy', KNOWLEDGE),
      reasonOf('undefined-symbol', 'other', KNOWLEDGE),
    ];
    const [first, second] = explainReasons(reasons, [], {
      availabilityOf: (name) => (name === 'copy' ? '≥3.1.57 <4.0.0' : null),
    });
    expect(printExplanation(first!, STYLE)).toContain('JavaScript library: `copy` ≥3.1.57 <4.0.0');
    expect(printExplanation(second!, STYLE)).not.toContain('Offered');
  });

  it('explains a break by its id', () => {
    const [one] = explainReasons([reasonOf('runtime-export-missing', 'HEAPU8', KNOWLEDGE)], LISTED);
    expect(one!.measured[0]).toMatchObject({ id: 'runtime-export-missing:HEAPU8', same: true });
    expect(printExplanation(one!, STYLE)).toContain('Emscripten since 6.0.5');
  });
});
