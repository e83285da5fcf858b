import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ProblemInInput } from '../../model/errors.ts';
import { readMatrixAlone, readMatrixFiles } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'emrift-session-'));
const path = join(folder, 'matrix.yaml');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('reads a matrix with its lock, or alone and then whatever its lock says', () => {
  writeFileSync(path, "go: {versions: ['1.23']}\nemsdk: {versions: ['3.1.6']}\n");
  const { matrix } = readMatrixFiles(path);
  expect(readMatrixAlone(path)).toEqual(matrix);
  writeFileSync(join(folder, 'matrix.lock.yaml'), 'schema: 7\n');
  expect(() => readMatrixFiles(path)).toThrow(ProblemInInput);
  expect(readMatrixAlone(path)).toEqual(matrix);
  expect(() => readMatrixAlone(join(folder, 'nowhere.yaml'))).toThrow('there is no such file');
});
