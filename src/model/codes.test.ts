import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CODES } from './codes.ts';

it('has each code in one of its tables alone', () => {
  const folder = join(import.meta.dirname, 'codes');
  const tables = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const codes = tables.flatMap((text) => [...text.matchAll(/^ {2}'?([a-z0-9-]+)'?: \{/gm)].map(([, code]) => code));
  expect(codes.sort()).toEqual(
    Object.keys(CODES)
      .filter((code) => code !== 'unrecognised')
      .sort(),
  );
});
