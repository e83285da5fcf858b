// What each measure says: its figures with their units and goals, and nowhere else. A measure gives values by the same names.
import { medianOf } from '../src/breaks/smoke/sizes.ts';

/** What a unit measures; `ratio`s alone compare across machines. */
const KINDS = {
  '×': 'ratio',
  µs: 'time',
  ms: 'time',
  s: 'time',
  MB: 'memory',
  'MB/s': 'speed',
  '%': 'share',
  '': 'count',
} as const;

/** Of what a figure is one: `×` of two that were measured side by side, a bare count, and so on. */
export type Unit = keyof typeof KINDS;

/** What a figure measures. */
export type Kind = (typeof KINDS)[Unit];

/** What was measured once or several times. */
export interface Figure {
  /** `help/to-node`: the measure, and the figure's own name in it. */
  readonly name: string;
  readonly title: string;
  /** The median of all runs, unless the measure says otherwise. */
  readonly value: number;
  readonly unit: Unit;
  readonly kind: Kind;
  /** At least so much of a speed or a share, at most so much of all else. */
  readonly goal?: number | undefined;
  /** What the runs differed. */
  readonly spread: { readonly least: number; readonly most: number; readonly runs: number };
}

/** What a measure gives for one figure: a value, one for each run, or these with the value that counts. */
export type Given = number | readonly number[] | { readonly value: number; readonly samples: readonly number[] };

/** A figure's own name, its title, its unit, and its goal where it has one. */
type Row = readonly [name: string, title: string, unit: Unit, goal?: number | undefined];

/** Every figure of every measure. */
export const FIGURES: Readonly<Record<string, readonly Row[]>> = {
  help: [
    ['emrift', 'emrift --help', 'ms'],
    ['node', 'node -e 0', 'ms'],
    ['to-node', 'emrift --help ÷ node -e 0', '×', 1.4],
  ],
  inspect: [
    ['archives', 'archives', ''],
    ['archives-size', 'their size', 'MB'],
    ['archives-largest', 'the largest file in them', 'MB'],
    ['symbols', 'inspect --symbols', 'ms'],
    ['llvm-nm', 'llvm-nm', 'ms'],
    ['symbols-to-nm', 'inspect --symbols ÷ llvm-nm', '×', 1.5],
    ['symbols-peak', 'inspect --symbols, most memory', 'MB'],
    ['module-size', 'size of a module of Go', 'MB'],
    ['summary', 'inspect', 'ms'],
    ['objdump', 'wasm-objdump -x', 'ms'],
    ['summary-to-objdump', 'inspect ÷ wasm-objdump -x', '×', 0.5],
    ['summary-peak', 'inspect, most memory', 'MB'],
    ['peak-to-module', 'inspect, most memory ÷ size of the module', '×', 2],
  ],
  warm: [
    ['cells', 'cells of the default matrix', ''],
    ['executed-before', 'steps executed before the measurement', ''],
    ['executed', 'steps executed where nothing changed', '', 0],
    ['run', 'run, nothing changed', 'ms', 300],
    ['read', 'cases check', 'ms'],
    ['to-read', 'run, nothing changed ÷ cases check', '×'],
    ['cell', 'a cell, beyond reading the cases', 'ms', 0.5],
  ],
  nightly: [
    ['cells', 'cells of the nightly matrix', ''],
    ['executed-before', 'steps executed before the measurement', ''],
    ['executed', 'steps executed where nothing changed', '', 0],
    ['run', 'run, nothing changed, without sources, noise and history', 'ms', 600],
    ['read', 'cases check', 'ms'],
    ['to-read', 'run, nothing changed ÷ cases check', '×'],
  ],
  explain: [
    ['small', 'a log of four lines', 'ms'],
    ['node', 'node -e 0', 'ms'],
    ['small-to-node', 'a log of four lines ÷ node -e 0', '×', 2],
    ...[
      ['sparse', '100 MB, one line in 100 a message', 250] as const,
      ['dense', '100 MB of messages', 60] as const,
    ].flatMap(([name, title, goal]): Row[] => [
      [`${name}-speed`, `${title}: beyond start-up`, 'MB/s', goal],
      [`${name}-peak`, `${title}: most memory`, 'MB', 150],
      [`${name}-grep`, `${title}: grep -cE`, 'ms'],
      [`${name}-to-grep`, `${title}: explain ÷ grep`, '×'],
    ]),
  ],
  scale: [
    ['cells', 'cells', ''],
    ['breaks', 'breaks', ''],
    ['pages', 'pages', ''],
    ['time', 'planned, compared and rendered', 's', 2.5],
    ...['plan', 'results', 'compare', 'render'].map((part): Row => [part, `of that ${part}`, 's']),
    ['peak', 'most memory', 'MB', 350],
    ['double-cells', 'twice as many cells', ''],
    ['double-time', 'twice as many: planned, compared and rendered', 's'],
    ['double-to-one', 'time of twice as many ÷ time of one', '×', 2.2],
    ['double-peak', 'twice as many: most memory', 'MB'],
    ['tenfold-cells', 'ten times as many cells', ''],
    ['tenfold-time', 'ten times as many: planned, compared and rendered', 's'],
    ['tenfold-to-one', 'time of ten times as many ÷ time of one', '×', 11],
    ['tenfold-peak', 'ten times as many: most memory', 'MB', 2000],
  ],
  remote: [
    ['cells', 'real cells', ''],
    ['steps', 'steps of them', ''],
    ['alone', 'on this machine alone', 's'],
    ['cold', 'with an empty cache', 's'],
    ['cold-to-alone', 'with an empty cache ÷ alone', '×'],
    ['warm', 'on a second machine with that cache', 's'],
    ['warm-to-cold', 'on a second machine ÷ on the first', '×'],
    ['fetched', 'steps fetched there', ''],
    ['executed', 'steps executed there', ''],
    ['down', 'downloaded there', 'MB'],
    ['worker', 'on a worker with a store', 's'],
    ['worker-to-alone', 'on a worker ÷ alone', '×'],
    ['worker-step', 'a step on a worker, beyond one here', 'ms'],
    ['repeated', 'steps repeated on the worker', ''],
    ['actions', 'synthetic actions', ''],
    ['lost', 'actions that did not come back once', '', 0],
    ['wrong', 'actions with a wrong result', '', 0],
    ['undecided', 'undecided actions', '', 0],
    ['action', 'an action', 'µs', 60],
    ['action-cpu', 'an action, of the processor', 'µs'],
    ['peak', 'most memory', 'MB'],
    ['executions', 'executions', ''],
    ['cases', 'cases, from which all versions are counted', ''],
    ['matrix-actions', 'actions of all versions and 300 cases', ''],
    ['matrix-cells', 'cells of all versions and 300 cases', ''],
    ['one-go', 'actions for one Go more', ''],
    ['one-emsdk', 'actions for one Emscripten more', ''],
  ],
  trace: [
    ['calls', 'calls of fd_write', ''],
    ...['node 20', 'wasmtime 49', 'wazero 1.12', 'WasmEdge 0.17', 'wasmtime 50'].flatMap((title): Row[] => {
      const name = title.toLowerCase().replace(' ', '-');
      return [
        [`${name}-recorded`, `${title}, recorded`, 'ms'],
        [`${name}-plain`, `${title}, not recorded`, 'ms'],
        [`${name}-to-plain`, `${title}, recorded ÷ not recorded`, '×', 3],
      ];
    }),
    ['command', 'trace --json under Node.js, all calls', 'ms'],
    ['node', 'node -e 0', 'ms'],
    ['command-peak', 'trace --json, most memory', 'MB'],
    ...['node', 'wasmtime', 'wazero'].flatMap((host): Row[] => [
      [`${host}-system`, `${host}, trace --from system`, 'ms'],
      [`${host}-module`, `${host}, trace --from module`, 'ms'],
      [`${host}-system-to-module`, `${host}, --from system ÷ --from module`, '×'],
      [`${host}-written`, `${host}, calls that have their write`, ''],
      [`${host}-system-peak`, `${host}, --from system, most memory`, 'MB'],
    ]),
  ],
  smoke: ['default', 'nightly'].flatMap((profile) =>
    ['emsdk', 'go'].flatMap((tool) =>
      ['budget', 'full'].flatMap((bound): Row[] => {
        const name = `${profile}-${tool}-${bound}`;
        const title = `${profile}, ${tool}, ${bound === 'full' ? '--full' : '3 min on two cores'}`;
        // Of the nightly profile in so little time nothing is asked.
        const goal = bound === 'full' ? 100 : profile === 'default' ? 95 : undefined;
        return [
          [`${name}-differing`, `${title}: cases that differ`, ''],
          [`${name}-seen`, `${title}: seen of them`, '%', goal],
          [`${name}-cost`, `${title}: at most`, 's'],
        ];
      }),
    ),
  ),
  upgrade: [
    ['alone', 'without a project', 'ms'],
    ['node', 'node -e 0', 'ms'],
    ['alone-to-node', 'without a project ÷ node -e 0', '×'],
    ['large-size', '200 large files', 'MB'],
    ['large-speed', '200 large files: beyond start-up', 'MB/s', 200],
    ['large-peak', '200 large files: most memory', 'MB'],
    ['large-grep', '200 large files: grep -rcE', 'ms'],
    ['large-to-grep', '200 large files: upgrade ÷ grep', '×'],
    ['small-time', '50,000 small files: beyond start-up', 's', 3],
    ['small-peak', '50,000 small files: most memory', 'MB'],
    ['small-grep', '50,000 small files: grep -rcE', 'ms'],
    ['small-to-grep', '50,000 small files: upgrade ÷ grep', '×'],
  ],
  page: [
    ['cells', 'cells', ''],
    ['size', 'size', 'MB', 1.5],
    ['paint', 'first paint', 'ms', 1000],
    ['cpu', 'until then, of the processor', 'ms'],
    ['filter', 'a key in the filter, to the picture', 'ms', 100],
    ['filter-work', 'a key in the filter, its own work', 'ms'],
    ['search', 'a key in the search, to the picture', 'ms'],
    ['search-work', 'a key in the search, its own work', 'ms', 50],
    ['log', 'a pasted log of 10 MB, to the answer', 'ms', 2000],
    ['log-command', 'explain, the same log', 'ms'],
    ['log-to-command', 'a pasted log ÷ explain', '×'],
    ['log-still', 'a pasted log, longest time that the page stood still', 'ms'],
  ],
  peers: [
    ['steps', 'steps', ''],
    ['step', 'own processor time for each executed step', 'ms', 8],
    ['node', 'node -e 0', 'ms'],
    ...['nothing', 'one'].flatMap((what): Row[] => {
      const title = what === 'one' ? 'one file changed' : 'nothing changed';
      return [
        [`${what}-emrift`, `${title}: emrift`, 'ms'],
        [`${what}-turborepo`, `${title}: Turborepo`, 'ms'],
        [`${what}-ninja`, `${title}: ninja`, 'ms'],
        [`${what}-to-turborepo`, `${title}: emrift ÷ Turborepo`, '×', 0.5],
        [`${what}-to-ninja`, `${title}: emrift ÷ ninja`, '×', 3],
      ];
    }),
  ],
  fresh: [
    ['cells', 'cells of the default matrix', ''],
    ['time', 'run --fresh', 's'],
    ['cpu', 'processor time of the steps', 's'],
    ['cores', 'cores', ''],
    ['chain', 'longest chain of steps', 's'],
    ['to-ideal', 'run --fresh ÷ the ideal', '×', 1.05],
    ['executed', 'steps executed', ''],
    ['naive', 'steps of a loop over all combinations', ''],
    ['executed-to-naive', 'steps executed ÷ steps of that loop', '×'],
  ],
};

/**
 * What a measure found as figures, in the order of the table; what it could not measure is left out. Throws for a name
 * that the table does not have.
 */
export function makeFigures(measure: string, given: Readonly<Record<string, Given | undefined>>): readonly Figure[] {
  const rows = FIGURES[measure] ?? [];
  const unknown = Object.keys(given).find((name) => !rows.some(([own]) => own === name));
  if (unknown) throw new Error(`no figure ${measure}/${unknown} in .config/bench-figures.ts`);
  return rows.flatMap(([name, title, unit, goal]): Figure[] => {
    const found = given[name];
    if (found === undefined) return [];
    const { value, samples } = read(found);
    const spread = { least: Math.min(...samples), most: Math.max(...samples), runs: samples.length };
    const figure = { name: `${measure}/${name}`, title, value, unit, kind: KINDS[unit], spread };
    return [goal === undefined ? figure : { ...figure, goal }];
  });
}

function read(given: Given): { readonly value: number; readonly samples: readonly number[] } {
  if (typeof given === 'number') return { value: given, samples: [given] };
  if ('value' in given) return given;
  return { value: medianOf(given.toSorted((a, b) => a - b)), samples: given };
}

/** Whether more of a kind is better. False: less is. */
export function isMoreBetter(kind: Kind): boolean {
  return kind === 'speed' || kind === 'share';
}
