import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The rooms in the order in which data flows; each may import from itself and from those before it. */
const ROOMS = ['model', 'matrix', 'toolchains', 'cases', 'run', 'evidence', 'breaks', 'reports', 'cli'];
/** Rooms without files, processes, clock or network. */
const PURE = ['model', 'matrix', 'cases', 'evidence', 'breaks', 'reports'];
/** Effects whose rooms the pure ones must not reach into. */
const EFFECTS = ['toolchains', 'run', 'cli'];
const PURE_MODULES = ['node:buffer', 'node:crypto', 'node:path'];

const root = import.meta.dirname ?? dirname(new URL(import.meta.url).pathname);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !/\.test\.ts$|fixture|test-data/.test(path),
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

const roomOf = (file: string) => file.split('/')[0]!;
const target = ({ file, from }: Import) => relative(root, join(root, dirname(file), from));

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

  it('that are pure import neither effects nor Node’s modules for them', () => {
    const wrong = imports.filter(({ file, from }) => {
      if (!PURE.includes(roomOf(file))) return false;
      if (from.startsWith('.')) return EFFECTS.includes(roomOf(target({ file, from })));
      return from.startsWith('node:') && !PURE_MODULES.includes(from);
    });
    expect(wrong).toEqual([]);
  });

  it('that are pure read no clock, no chance and no environment', () => {
    const wrong = files.filter(
      (file) =>
        PURE.includes(roomOf(file)) &&
        /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bperformance\.now|\bfetch\(/.test(
          readFileSync(join(root, file), 'utf8'),
        ),
    );
    expect(wrong).toEqual([]);
  });

  it('start processes through one module, but for the command that a user has followed', () => {
    expect(
      imports.filter(({ from }) => from === 'execa' || from === 'node:child_process').map(({ file }) => file),
    ).toEqual(['cli/explain/follow.ts', 'toolchains/sandbox/run.ts']);
  });
});
