import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../model/canonical.ts';
import { problemOf } from '../../model/problem.fixture.ts';
import { ownProgram } from '../../system/own-folder.ts';
import { complete, dropUnused, EMPTY_LOCK, printLock, readLock, recordResolved } from './lock.ts';
import { printLockLine, readLockLine } from './lock-line.ts';
import { findMismatch, type LockedFile, type LockedToolchain, PROGRAMS, storeName } from './locked.ts';

const word = fc.stringMatching(/^[a-zA-Z0-9.+~:/@-]{1,20}$/).filter((text) => text !== '-');
const file: fc.Arbitrary<LockedFile> = fc.record(
  {
    name: word,
    version: word,
    suite: word,
    holds: word,
    role: fc.constantFrom('borrowed' as const, 'node' as const),
    size: fc.nat(),
    estimated: fc.constant(true as const),
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
    integrity: fc.constant('sha512-AbC+/=='),
  },
  { requiredKeys: ['name', 'size'] },
);

const locked = (version: string, files: readonly LockedFile[]): LockedToolchain => ({
  tool: 'go',
  version,
  origin: 'goproxy',
  provenance: 'signed',
  platforms: { 'linux-x64': { disk: 5, files } },
});

const problem = (text: string) => problemOf(() => readLock(text, 'matrix.lock.yaml'));

describe('the lock', () => {
  it('reads every file line that it prints', () => {
    fc.assert(
      fc.property(file, (one) => {
        expect(readLockLine(printLockLine(one))).toEqual(one);
      }),
    );
  });

  it.each(['', 'a', 'a - x -', 'a - 1 abc', 'a - 1 - role=thief', 'a - 1 - __proto__=1', 'a - 1 - estimated=1'])(
    'refuses the line %j',
    (line) => expect(readLockLine(line)).toBeNull(),
  );

  it('reads what it prints, byte for byte, whatever order it was resolved in', () => {
    fc.assert(
      fc.property(fc.array(file, { maxLength: 4 }), (files) => {
        const [a, b] = [locked('1.9', files), locked('1.21.0', files)];
        const one = recordResolved(recordResolved(EMPTY_LOCK, 'go', '1.9', [a]), 'go', '>=1.9', [a, b]);
        const other = recordResolved(recordResolved(EMPTY_LOCK, 'go', '>=1.9', [a, b]), 'go', '1.9', [a]);
        const text = printLock(one);
        expect(printLock(other)).toBe(text);
        expect(readLock(text, 'f')).toEqual(one);
      }),
      { numRuns: 50 },
    );
  });

  it('reads the lock that stands beside the sources, and prints it the same', () => {
    const text = readFileSync(new URL('../../../matrix.lock.yaml', import.meta.url), 'utf8');
    expect(printLock(readLock(text, 'matrix.lock.yaml'))).toBe(text);
  });

  it('drops what nothing asks for, and completes only what it holds', () => {
    const lock = recordResolved(recordResolved(EMPTY_LOCK, 'go', 'stable', [locked('1.27.3', [])]), 'go', 'stable', [
      locked('1.27.4', []),
    ]);
    expect([...dropUnused(lock).toolchains.keys()]).toEqual(['go1.27.4']);
    const full = locked('1.27.4', [{ name: 'a', size: 3 }]);
    expect(complete(lock, full).toolchains.get('go1.27.4')).toBe(full);
    expect(complete(EMPTY_LOCK, full)).toBe(EMPTY_LOCK);
  });

  it('names the place of a mistake', () => {
    const text = printLock(recordResolved(EMPTY_LOCK, 'go', '1.27', [locked('1.27.4', [{ name: 'a', size: 1 }])]));
    expect(problem(text.replace('- a - 1 -', '- a - one -'))).toMatch(
      /^matrix\.lock\.yaml:15:13: not a lock: not a file/,
    );
    expect(problem(text.replace('      - go1.27.4', '      - go1.27.5'))).toMatch(
      /go1\.27\.5 is not among its toolchains/,
    );
    expect(problem(text.replace('origin: goproxy', 'origin: debian'))).toMatch(/go1\.27\.4 cannot come from debian/);
    expect(problem('<<<<<<< ours\n')).toMatch(/^matrix\.lock\.yaml:1:1: not a lock/);
  });
});

describe('locked files', () => {
  it('are compared where both sides have a checksum', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    expect(findMismatch([{ name: 'x', size: 1 }], [{ name: 'x', size: 2, sha256: a }])).toBeNull();
    expect(findMismatch([{ name: 'x', size: 1, sha256: b }], [{ name: 'x', size: 1, sha256: a }])).toBe('x');
    expect(
      findMismatch(
        [{ name: 'x', version: '1', size: 1, sha256: b }],
        [{ name: 'x', version: '2', size: 1, sha256: a }],
      ),
    ).toBeNull();
  });

  it('give the store the same name with and without checksums, another for other versions', () => {
    const name = (files: LockedFile[]) => storeName(locked('1.27.4', files), 'linux-x64');
    expect(name([{ name: 'x', size: 1 }])).toBe(name([{ name: 'x', size: 9, sha256: 'a'.repeat(64) }]));
    expect(name([{ name: 'x', size: 1 }])).not.toBe(name([{ name: 'x', version: '2', size: 1 }]));
    expect(name([])).toMatch(/^go1\.27\.4-[0-9a-f]{12}$/);
  });

  // Whoever changes one of these programs gives its tool another number in PROGRAMS, so that stores get the new one.
  it('have a number for each state of the programs that they bring along', () => {
    const digest = (name: 'browse.mjs' | 'wasmtime.py') => sha256(readFileSync(ownProgram(name))).slice(0, 12);
    expect({
      wasmtime: [PROGRAMS.wasmtime, digest('wasmtime.py')],
      chromium: [PROGRAMS.chromium, digest('browse.mjs')],
    }).toEqual({
      wasmtime: [2, 'aea1d6fc0815'],
      chromium: [1, '7b819a5759d5'],
    });
  });
});
