import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processorTime } from '../../model/processor-time.fixture.ts';
import { parseIgnore } from './ignore-rules.ts';
import { scanProject } from './scan-project.ts';
import { walkTree } from './walk-tree.ts';

let folder: string;
const write = (path: string, text: string | Uint8Array) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-tree-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const git = (args: readonly string[], input?: string) =>
  spawnSync('git', args, { cwd: folder, encoding: 'utf8', ...(input === undefined ? {} : { input }) });

describe('rules of .gitignore', () => {
  const RULES =
    '*.log\n!keep.log\n/top.js\nbuild/\na/**/z.js\ndoc/*.js\n**/deep/x.js\nw?ld[0-9].js\n[!a-c]q.js\ntail \n\\#odd.js\nin/**\n# no\n';

  it.each([
    ['a.log', true],
    ['b/a.log', true],
    ['b/keep.log', false],
    ['top.js', true],
    ['b/top.js', undefined],
    ['build', undefined],
    ['a/z.js', true],
    ['a/b/c/z.js', true],
    ['doc/a.js', true],
    ['doc/b/a.js', undefined],
    ['x/y/deep/x.js', true],
    ['wild7.js', true],
    ['dq.js', true],
    ['aq.js', undefined],
    ['tail', true],
    ['#odd.js', true],
    ['in', undefined],
    ['in/a', true],
    ['in/a/b', true],
  ])('%s: %s', (path, expected) => {
    expect(parseIgnore(RULES)(path, false)).toBe(expected);
  });

  it('of folders do not speak of files', () => {
    expect(parseIgnore('build/')('build', true)).toBe(true);
    expect(parseIgnore('build/')('build', false)).toBeUndefined();
  });

  it('say what git says', () => {
    git(['init', '-q']);
    const unit = fc.constantFrom('a', 'b', '*', '?', '/', '**', '[ab]', '!');
    const rule = fc.string({ unit, minLength: 1, maxLength: 6 });
    const path = fc.array(fc.constantFrom('a', 'b', 'ab', 'ba', 'aab'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 3 }),
        fc.array(path, { minLength: 8, maxLength: 8 }),
        (rules, paths) => {
          // What git makes of three stars, and of empty names, no pattern in use has.
          fc.pre(!rules.some((one) => /\*{3}|\/\/|[^/]\*\*|\*\*[^/]|^!*\/|!{2}/.test(one)));
          write('.gitignore', `${rules.join('\n')}\n`);
          const names = [...new Set(paths.map((segments) => segments.join('/')))];
          const said = git(['check-ignore', '--no-index', '--stdin'], `${names.join('\n')}\n`).stdout.split('\n');
          const fits = parseIgnore(rules.join('\n'));
          // A file is ignored too where a folder above it is.
          const isIgnored = (name: string) => {
            const segments = name.split('/');
            const folders = segments.slice(1).map((_, at) => segments.slice(0, at + 1).join('/'));
            return folders.some((one) => fits(one, true) === true) || fits(name, false) === true;
          };
          expect(names.filter(isIgnored).sort()).toEqual(said.filter(Boolean).sort());
        },
      ),
      { numRuns: 60 },
    );
    rmSync(join(folder, '.gitignore'));
  });

  it('take bounded time', () => {
    const took = processorTime(() => {
      const fits = parseIgnore(`${'**/'.repeat(200)}${'*a'.repeat(200)}b\n${'a*'.repeat(400)}b\n`);
      expect(fits(`${'a/'.repeat(200)}${'a'.repeat(200)}`, false)).toBeUndefined();
    });
    expect(took).toBeLessThan(2_000);
  });
});

describe('a tree', () => {
  it('has the files of known kinds that nothing ignores, the rules of the folders above included', () => {
    write('.gitignore', 'made/\n*.gen.js\n');
    write('part/.gitignore', '!own.gen.js\n');
    for (const path of [
      'part/a.js',
      'part/b.gen.js',
      'part/own.gen.js',
      'part/made/c.js',
      'part/a.png',
      'part/sub/Makefile',
    ])
      write(path, 'x');
    for (const path of ['part/node_modules/x/index.js', 'part/.git-not/a.js']) write(path, 'x');
    expect(walkTree(join(folder, 'part')).files).toEqual(['.git-not/a.js', 'a.js', 'own.gen.js', 'sub/Makefile']);
  });

  it('is read without links, pipes, large files and binaries', () => {
    const use = { entry: 'x', use: { in: ['js' as const], text: ['use me now'] } };
    write('odd/a.js', 'use me now');
    write('odd/large.js', 'use me now');
    truncateSync(join(folder, 'odd/large.js'), 2_000_001);
    write('odd/binary.js', 'use me now\0');
    write('elsewhere/b.js', 'use me now');
    symlinkSync('../elsewhere', join(folder, 'odd/linked'));
    symlinkSync('../elsewhere/b.js', join(folder, 'odd/link.js'));
    symlinkSync('.', join(folder, 'odd/circle'));
    spawnSync('mkfifo', [join(folder, 'odd/pipe.js')]);
    const scanned = scanProject(join(folder, 'odd'), [use]);
    expect([...scanned.uses.get('x')!].map(({ file }) => file)).toEqual(['a.js']);
    expect(scanned).toMatchObject({
      files: 1,
      bytes: 10,
      skipped: { large: ['large.js'], binary: ['binary.js'], unread: [], isCut: false },
    });
  });

  it('has to be there, and to be a folder', () => {
    expect(() => scanProject(join(folder, 'none'), [])).toThrow('there is no such folder');
    expect(() => scanProject(join(folder, 'odd/a.js'), [])).toThrow('is no folder');
  });
});
