import { describe, expect, it } from 'vitest';
import { type ComparisonOptions, compareResults } from '../../breaks/comparison/compare-results.ts';
import { printCell } from '../../model/ids.ts';
import type { Cell, Results } from '../../model/results.ts';
import { checkJunit } from '../junit-schema.fixture.ts';
import { realisticInput } from '../realistic.fixture.ts';
import { parseXml, type XmlElement } from '../xml.fixture.ts';
import { renderAnnotations } from './github-annotations.ts';
import { renderJunit } from './junit.ts';
import { renderStepSummary } from './step-summary.ts';

const INPUT = realisticInput();
const NASTY = '%\r\n::error::,:]]>&<b>"\u0000\u202e\ufffe|`[x](y)';

/** The results as they are now, against what they would have been if some cells had come out otherwise. */
function summary(change: (cell: Cell) => Cell, options: Partial<ComparisonOptions> = {}, now: Results = INPUT.results) {
  const before = { ...now, cells: now.cells.map(change) };
  const comparison = compareResults(before, now, { covers: () => true, ...options });
  return { ...INPUT, results: now, comparison, baseline: 'the committed results', before, pages: 'reports' };
}

const passes = (cell: Cell): Cell => ({ ...cell, status: 'pass', breaks: [] });
const viewsWorked = (cell: Cell) => (cell.case === 'page/heap-view' && cell.status === 'break' ? passes(cell) : cell);
const all6Worked = (cell: Cell) =>
  cell.on.emsdk === 'em6.0.5-debian' && cell.status === 'break' ? passes(cell) : cell;
const asItIs = (cell: Cell) => cell;

const kindsOf = (suite: XmlElement) =>
  suite.children.map((test) => test.children[0]?.name ?? 'passed').reduce(count, new Map<string, number>());
const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

describe('JUnit', () => {
  const render = (input: ReturnType<typeof summary>, failOn: 'new' | 'any' | 'none' = 'new') =>
    parseXml(renderJunit({ ...input, failOn }));

  it('holds to its schema, a suite a case and a test a cell', () => {
    const flaky = new Set([printCell(INPUT.results.cells.find(({ status }) => status === 'pass')!)]);
    for (const failOn of ['new', 'any', 'none'] as const) {
      const root = render(summary(viewsWorked, { flaky }), failOn);
      expect(checkJunit(root)).toEqual([]);
      const suites = root.children.filter(({ attributes }) => attributes.name !== 'toolchains');
      expect(suites.map(({ attributes }) => attributes.name)).toEqual(INPUT.results.cases.map(({ name }) => name));
      expect(suites.flatMap(({ children }) => children)).toHaveLength(INPUT.results.cells.length);
    }
  });

  it('fails for what counts, and for nothing else', () => {
    const { comparison, results } = summary(viewsWorked);
    const failures = (failOn: 'new' | 'any' | 'none') =>
      Number(render(summary(viewsWorked), failOn).attributes.failures);
    expect(failures('new') - comparison.brokenToolchains.length).toBe(
      comparison.changes.filter(({ isNews, brokenToolchain }) => isNews && brokenToolchain === undefined).length,
    );
    expect(failures('none')).toBe(0);
    const broken = results.cells.filter(({ status }) => status === 'break').length;
    expect(Number(render(summary(asItIs), 'any').attributes.failures)).toBe(broken);
    expect(Number(render(summary(asItIs)).attributes.failures)).toBe(0);
  });

  it('reports what breaks as before, what was not decided, what is flaky, each in its own way', () => {
    const name = printCell(
      INPUT.results.cells.find(({ status, case: of }) => status === 'pass' && of === 'page/heap-view')!,
    );
    const root = render(summary(asItIs, { flaky: new Set([name]) }));
    const kinds = root.children.map(kindsOf);
    const total = (kind: string) => kinds.reduce((sum, counts) => sum + (counts.get(kind) ?? 0), 0);
    const { cells } = INPUT.results;
    expect(total('flakyFailure')).toBe(1);
    expect(total('error')).toBe(cells.filter(({ status }) => status === 'infra').length);
    expect(total('skipped')).toBe(cells.filter(({ status }) => status === 'skip' || status === 'break').length);
    expect(total('failure')).toBe(0);
  });

  it('says of each test why it is not simply passed', () => {
    const silence = {
      break: '*',
      cases: ['page/heap-view'],
      reason: 'known upstream',
      until: '2027-03-01',
      position: { file: 'matrix.yaml' },
    };
    const results = (input: ReturnType<typeof summary>, failOn: 'new' | 'any' = 'new') => {
      const tests = render(input, failOn).children.flatMap(({ children }) => children);
      return new Map(
        tests.map(({ attributes, children: [body] }) => [
          `${attributes.classname}@${attributes.name}`,
          body ? `${body.name}: ${body.attributes.message}` : 'passed',
        ]),
      );
    };
    const { cells } = INPUT.results;
    const view = cells.find(({ status, case: of }) => status === 'break' && of === 'page/heap-view')!;
    const ids = view.breaks.map(({ id }) => id).join(', ');
    const name = printCell(view);
    expect(results(summary(asItIs)).get(name)).toBe(`skipped: fails as before: ${ids}`);
    expect(results(summary(asItIs), 'any').get(name)).toBe(`failure: break: ${ids}`);
    const silenced = summary(viewsWorked, { silences: [silence], today: '2026-11-22' });
    expect(results(silenced).get(name)).toBe('skipped: silenced until 2027-03-01: known upstream');
    const bare: Results = {
      ...INPUT.results,
      cells: cells.map((cell) =>
        cell === view ? { ...cell, status: 'infra', breaks: [], reason: 'no network' } : cell,
      ),
    };
    expect(results(summary(asItIs, {}, bare)).get(name)).toBe('error: no network');
    const skipped: Results = {
      ...bare,
      cells: bare.cells.map((cell) =>
        printCell(cell) === name ? { ...cell, status: 'skip', reason: 'left out' } : cell,
      ),
    };
    expect(results(summary(asItIs, {}, skipped)).get(name)).toBe('skipped: left out');
  });

  it('has one failure for a toolchain that is broken as a whole', () => {
    const input = summary(all6Worked);
    const root = render(input);
    expect(checkJunit(root)).toEqual([]);
    const [first] = root.children;
    expect(first!.attributes).toMatchObject({ name: 'toolchains', tests: '1', failures: '1' });
    expect(first!.children[0]!.children[0]!.attributes.message).toMatch(/^em6\.0\.5-debian is broken here: \d+ of its/);
  });

  it('is well-formed whatever tools print and symbols are called', () => {
    const evidence = Object.entries(INPUT.results.evidence).map(([key, one]) => [key, { ...one, log: NASTY }]);
    const now: Results = {
      ...INPUT.results,
      evidence: Object.fromEntries(evidence),
      cells: INPUT.results.cells.map((cell) => ({
        ...cell,
        reason: NASTY,
        breaks: cell.breaks.map((broke) => ({ ...broke, id: `${broke.id}${NASTY}` })),
      })),
    };
    const root = render(summary(viewsWorked, {}, now));
    expect(checkJunit(root)).toEqual([]);
    const failure = root.children
      .flatMap(({ children }) => children)
      .find(({ children }) => children[0]?.name === 'failure');
    expect(failure!.children[0]!.text).toContain('::error::,:]]>&<b>"\\u{0}\\u{202e}\ufffd|`[x](y)');
  });
});

describe('GitHub annotations', () => {
  it('are errors for news, one a piece, with the case as their file', () => {
    const lines = renderAnnotations(summary(viewsWorked), 'cases');
    expect(lines).toMatchInlineSnapshot(`
      [
        "::error file=cases/page/heap-view/case.yaml,title=emrift%3A regressed::regressed The loader does not fit this host: lib.js%0A32 cells: page/heap-view@go1.19.13+em2.0.12-debian+node20.20.2, page/heap-view@go1.19.13+em2.0.12-debian+node24.11.0, page/heap-view@go1.19.13+em3.1.6-debian+node20.20.2 and 29 more",
        "::error file=cases/page/heap-view/case.yaml,title=emrift%3A regressed::regressed The heap views are no longer exported%0A24 cells: page/heap-view@go1.19.13+em6.0.5-debian+node16.20.2, page/heap-view@go1.19.13+em6.0.5-debian+node20.20.2, page/heap-view@go1.19.13+em6.0.5-debian+node24.11.0 and 21 more",
      ]
    `);
    expect(renderAnnotations(summary(asItIs), 'cases')).toEqual([]);
    expect(renderAnnotations(summary(all6Worked), 'cases')[0]).toMatch(/^::error title=emrift%3A broken toolchain::/);
  });

  it('warn of flaky cells and of silences that ran out', () => {
    const flaky = new Set([printCell(INPUT.results.cells.find(({ status }) => status === 'pass')!)]);
    const position = { file: 'matrix.yaml', line: 7 };
    const silences = [{ break: 'undefined-symbol:*', cases: ['*'], reason: 'r', until: '2026-01-01', position }];
    const lines = renderAnnotations(summary(asItIs, { flaky, silences, today: '2026-11-22' }), 'cases');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^::warning title=emrift%3A flaky::\S+@/);
    expect(lines[1]).toMatch(
      /^::warning file=matrix\.yaml,line=7,title=emrift%3A silence::matrix\.yaml:7: the silence of/,
    );
  });

  it('are at most ten a level, each on one line that nothing can end early', () => {
    const was = (cell: Cell): Cell => ({
      ...cell,
      breaks: cell.breaks.map((broke) => ({ ...broke, id: `undefined-symbol:${cell.on.go}${cell.on.node}${NASTY}` })),
    });
    const now = {
      ...INPUT.results,
      cells: INPUT.results.cells.map((cell) => ({ ...was(cell), case: `${cell.case},a:b` })),
    };
    const other = summary((cell) => ({ ...cell, breaks: cell.breaks.map((b) => ({ ...b, id: `${b.id}x` })) }), {}, now);
    const lines = renderAnnotations(other, 'ca,s:es%');
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toMatch(/^::error title=emrift::and \d+ more; /);
    for (const line of lines) {
      expect(line).not.toMatch(/[\r\n]/);
      expect(line.split('::')[1]).toMatch(/^error (?:file=[^,:]+,)?title=emrift(?:%3A changed)?$/);
    }
  });
});

describe('the summary of a step', () => {
  it('prints the news with their differences', async () => {
    await expect(renderStepSummary(summary(viewsWorked), ['Noise: 0 of 12'])).toMatchFileSnapshot(
      '../snapshots/step-summary.md',
    );
  });

  it('stays below what GitHub takes, and lets no markup through', () => {
    const log = `${NASTY}\n`.repeat(2000);
    const evidence = Object.entries(INPUT.results.evidence).map(([key, one]) => [key, { ...one, log }]);
    const now = { ...INPUT.results, evidence: Object.fromEntries(evidence) };
    const input = summary(
      (cell) => ({ ...cell, breaks: cell.breaks.map((b) => ({ ...b, id: `${b.id}${NASTY}` })) }),
      {},
      now,
    );
    const text = renderStepSummary({ ...input, baseline: NASTY }, [NASTY]);
    expect(Buffer.byteLength(text)).toBeLessThan(1 << 20);
    // Lines that are as long as what is stored of a step, of characters that are spelled out.
    const oneLine = '\u202e'.repeat(19_000);
    const long = Object.entries(INPUT.results.evidence).map(([key, one]) => [key, { ...one, log: oneLine }]);
    const cells = now.cells.map((cell, at) => ({
      ...cell,
      breaks: cell.breaks.map((broke) => ({ ...broke, id: `undefined-symbol:f${at % 30}` })),
    }));
    const renamed = (cell: Cell) => ({ ...cell, breaks: cell.breaks.map((b) => ({ ...b, id: `${b.id}x` })) });
    const changed = summary(renamed, {}, { ...now, cells, evidence: Object.fromEntries(long) });
    const wide = renderStepSummary({ ...changed, before: { ...changed.before, evidence: {} } });
    expect(wide).toContain('\\u{202e}');
    expect(Buffer.byteLength(wide)).toBeLessThan(1 << 20);
    expect(text.replace(/```[\s\S]*?```/g, '')).not.toContain('<b>');
  });
});
