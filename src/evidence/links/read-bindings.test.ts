import { expect, it } from 'vitest';
import { readArtifact } from '../wasm/artifact.ts';
import { artifactSurface } from '../wasm/artifact-surface.ts';
import { buildObject } from '../wasm/object.fixture.ts';
import { readBindings } from './read-bindings.ts';

it('says who has a symbol, how bound, by the file’s own name; local ones do not count', () => {
  const { symbols } = artifactSurface(readArtifact(buildObject(), ''));
  const members = symbols.map((symbol) => ({ ...symbol, member: 'one.o' }));
  const files = new Map([
    ['libraries/libx.a', members],
    ['own.o', symbols],
  ]);
  expect(readBindings(['now', 'main', 'helper', 'absent'], files)).toEqual([
    { symbol: 'main', file: 'libx.a(one.o)', defined: true, weak: false },
    { symbol: 'main', file: 'own.o', defined: true, weak: false },
    { symbol: 'now', file: 'libx.a(one.o)', defined: false, weak: true },
    { symbol: 'now', file: 'own.o', defined: false, weak: true },
  ]);
});
