import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The rooms in the order in which data flows; each may import from itself and from those before it. */
const ROOMS = [
  'model',
  'matrix',
  'system',
  'toolchains',
  'cases',
  'remote',
  'run',
  'evidence',
  'breaks',
  'reports',
  'page',
  'catalogue',
  'engine',
  'cli',
];
/**
 * Which sub-rooms of its own room each sub-room may import, `.` for the files that lie directly in the room. What is not
 * listed imports none. The table is exact: what is listed and not used is to be taken out.
 */
const SUB_ROOMS: Readonly<Record<string, readonly string[]>> = {
  model: ['codes'],
  system: ['sandbox'],
  'toolchains/providers': ['archive', 'lock', 'tree'],
  'toolchains/store': ['lock'],
  toolchains: ['archive', 'lock', 'providers', 'store', 'tree'],
  'remote/client': ['form', 'transport'],
  'remote/transport': ['form'],
  'run/executor': ['mounts', 'storage'],
  'run/remote': ['.', 'storage'],
  'run/warm': ['executor', 'mounts', 'storage'],
  run: ['mounts', 'storage', 'warm'],
  'evidence/abi': ['wasm'],
  'evidence/context': ['diagnostics', 'wasm'],
  'evidence/features': ['wasm'],
  'evidence/glue': ['origin', 'wasm'],
  'evidence/hosts': ['features', 'origin', 'wasm'],
  'evidence/instrument': ['features', 'trace', 'wasm'],
  'evidence/inspect': ['features', 'glue', 'hosts', 'origin', 'settings', 'wasm'],
  'evidence/links': ['wasm'],
  'evidence/origin': ['wasm'],
  'evidence/settings': ['features', 'glue', 'origin', 'wasm'],
  evidence: ['diagnostics', 'links', 'wasm'],
  'breaks/knowledge': ['identity', 'kinds'],
  'breaks/classify': ['.', 'identity', 'knowledge'],
  'breaks/attribution': ['identity', 'knowledge'],
  'breaks/comparison': ['.', 'identity'],
  'breaks/smoke': ['abi', 'comparison', 'knowledge'],
  'breaks/results': ['.', 'attribution', 'classify', 'comparison', 'identity', 'knowledge'],
  'breaks/names': ['knowledge'],
  'breaks/logs': ['knowledge', 'names'],
  'reports/query': ['text'],
  'reports/words': ['query', 'text'],
  'reports/repro': ['text'],
  'reports/abi': ['query', 'text'],
  'reports/upgrade': ['query', 'text'],
  'reports/terminal': ['query', 'repro', 'text', 'upgrade', 'words'],
  'reports/markdown': ['abi', 'query', 'repro', 'text', 'upgrade', 'words'],
  'reports/html': ['abi', 'query', 'repro', 'text'],
  'reports/catalogue': ['html', 'markdown', 'query', 'text', 'upgrade'],
  'reports/ci': ['query', 'terminal', 'text', 'upgrade', 'words'],
  'page/explain': ['.', 'node'],
  'page/views': ['.'],
  page: ['explain', 'views'],
  'engine/run': ['.', 'project'],
  'engine/conformance': ['project', 'run'],
  'engine/bisect': ['run'],
  'engine/merge': ['run'],
  'engine/smoke': ['project', 'run'],
  'engine/toolchains': ['project', 'run'],
  'engine/trace': ['conformance', 'project', 'run'],
  'engine/worker': ['run', 'toolchains'],
  'cli/conformance': ['io', 'run'],
  'cli/explain': ['io'],
  'cli/inspect': ['io'],
  'cli/report': ['io'],
  'cli/run': ['io', 'progress'],
  'cli/smoke': ['io', 'run'],
  'cli/toolchains': ['io'],
  'cli/trace': ['io'],
  'cli/upgrade': ['io'],
  'cli/verbs': [
    'completion',
    'conformance',
    'explain',
    'inspect',
    'io',
    'progress',
    'report',
    'run',
    'smoke',
    'toolchains',
    'trace',
    'upgrade',
    'worker',
  ],
  cli: ['explain', 'io', 'run', 'verbs'],
};
/** A room that runs in browsers: the build bundles it, and no other room imports it. */
const IN_BROWSERS = 'page';
/** Rooms without files, processes, clock or network. */
const PURE = ['model', 'matrix', 'cases', 'evidence', 'breaks', 'reports'];
/** Sub-rooms without them, in rooms that have some. */
const PURE_PARTS = ['remote/form'];
/** Effects whose rooms the pure ones must not reach into. */
const EFFECTS = ['system', 'toolchains', 'remote', 'run', 'catalogue', 'engine', 'cli'];
const PURE_MODULES = ['node:buffer', 'node:crypto', 'node:path'];

const root = import.meta.dirname ?? dirname(new URL(import.meta.url).pathname);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !/\.(?:test|fixture)\.ts$/.test(path),
);

interface Import {
  readonly file: string;
  readonly from: string;
}

const imports = files.flatMap((file): Import[] => {
  const text = readFileSync(join(root, file), 'utf8');
  const matches = [
    ...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm),
  ];
  return matches.map((match) => ({ file, from: (match[1] ?? match[2] ?? match[3])! }));
});

const isPure = (file: string) => PURE.includes(roomOf(file)) || PURE_PARTS.some((part) => file.startsWith(`${part}/`));
const roomOf = (file: string) => file.split('/')[0]!;
const target = ({ file, from }: Import) => relative(root, join(root, dirname(file), from));
/** `breaks/identity` of `breaks/identity/demangle/cursor.ts`, `breaks` of a file directly in it. */
const subRoomOf = (file: string) => dirname(file).split('/').slice(0, 2).join('/');

/** The first chain of imports that leads back to where it began; null where there is none. */
function findCircle(edges: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const next of edges.get(file) ?? []) {
      const circle = visit(next);
      if (circle) return circle;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of edges.keys()) {
    const circle = visit(file);
    if (circle) return circle;
  }
  return null;
}

describe('the rooms of src', () => {
  it('are those of the design, and every file lies in one', () => {
    expect(files.length).toBeGreaterThan(100);
    expect([...new Set(files.map(roomOf))].filter((room) => !ROOMS.includes(room))).toEqual([]);
  });

  it('import only from rooms listed before them', () => {
    const wrong = imports.filter(
      (one) => one.from.startsWith('.') && ROOMS.indexOf(roomOf(target(one))) > ROOMS.indexOf(roomOf(one.file)),
    );
    expect(wrong).toEqual([]);
  });

  it('have sub-rooms that import only those that the table allows them', () => {
    const found: Record<string, Set<string>> = {};
    for (const one of imports) {
      if (!one.from.startsWith('.')) continue;
      const [from, to] = [subRoomOf(one.file), subRoomOf(target(one))];
      if (from === to || roomOf(from) !== roomOf(to)) continue;
      found[from] ??= new Set();
      found[from].add(to.split('/')[1] ?? '.');
    }
    const sorted = Object.fromEntries(Object.entries(found).map(([room, others]) => [room, [...others].sort()]));
    expect(sorted).toEqual(SUB_ROOMS);
  });

  it('that run in browsers are imported by no other, and import what has no effects alone', () => {
    const crossing = imports.filter((one) => one.from.startsWith('.') && roomOf(target(one)) !== roomOf(one.file));
    expect(crossing.filter((one) => roomOf(target(one)) === IN_BROWSERS)).toEqual([]);
    const own = crossing.filter(({ file }) => roomOf(file) === IN_BROWSERS);
    expect(own.filter((one) => !PURE.includes(roomOf(target(one))))).toEqual([]);
    expect(imports.filter(({ file, from }) => roomOf(file) === IN_BROWSERS && from.startsWith('node:'))).toEqual([]);
  });

  it('have verbs of at most 80 lines, for they parse, call and give the exit code', () => {
    const long = files.filter(
      (file) => file.startsWith('cli/verbs/') && readFileSync(join(root, file), 'utf8').split('\n').length > 81,
    );
    expect(long).toEqual([]);
  });

  it('import in no circle', () => {
    const edges = new Map<string, string[]>(files.map((file) => [file, []]));
    for (const one of imports) if (one.from.startsWith('.')) edges.get(one.file)!.push(target(one));
    expect(findCircle(edges)).toBeNull();
    expect(
      findCircle(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
  });

  it('that are pure import neither effects nor Node’s modules for them', () => {
    const wrong = imports.filter(({ file, from }) => {
      if (!isPure(file)) return false;
      if (from.startsWith('.'))
        return !isPure(target({ file, from })) && EFFECTS.includes(roomOf(target({ file, from })));
      return from.startsWith('node:') && !PURE_MODULES.includes(from);
    });
    expect(wrong).toEqual([]);
  });

  it('that are pure read no clock, no chance and no environment', () => {
    const wrong = files.filter(
      (file) =>
        isPure(file) &&
        /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bperformance\.now|\bfetch\(/.test(
          readFileSync(join(root, file), 'utf8'),
        ),
    );
    expect(wrong).toEqual([]);
  });

  it('start processes through one module, but for the command that a user has followed', () => {
    expect(
      imports.filter(({ from }) => from === 'execa' || from === 'node:child_process').map(({ file }) => file),
    ).toEqual(['cli/explain/follow.ts', 'system/sandbox/run.ts']);
  });
});
