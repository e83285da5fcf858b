import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemInInput } from '../../model/errors.ts';
import { expectationOf, readExpectations } from './expectations.ts';
import { readManifest } from './manifest.ts';

const FILE = `version = 1

[[suite]]
name = "C tests"

[[suite.test]]
name = "lseek"
action = "skip"

[[suite.test]]
name = "pread"
expected = "fail"

[[suite]]
name = "empty"
`;

describe('a file of expectations', () => {
  it('says what is left out and what fails', () => {
    const found = readExpectations(FILE, 'linux.toml');
    expect(expectationOf(found, 'C tests', 'lseek')).toMatchObject({ skip: true, expected: 'pass' });
    expect(expectationOf(found, 'C tests', 'pread')).toMatchObject({ skip: false, expected: 'fail' });
    expect(expectationOf(found, 'empty', 'pread')).toBeNull();
    expect(readExpectations('version = 1', 'x')).toEqual([]);
  });

  it.each([
    ['no TOML', 'version = ', /./],
    ['another version', 'version = 2', /version: must be 1/],
    ['no version', '', /version/],
    ['an unknown action', `version=1\n[[suite]]\nname="a"\n[[suite.test]]\nname="b"\naction="flee"`, /action/],
    ['nothing that it says', `version=1\n[[suite]]\nname="a"\n[[suite.test]]\nname="b"`, /neither/],
    [
      'a test twice',
      `version=1\n${'[[suite]]\nname="a"\n[[suite.test]]\nname="b"\naction="skip"\n'.repeat(2)}`,
      /twice/,
    ],
  ])('is refused: %s', (_, text, reason) => {
    expect(() => readExpectations(text, 'x.toml')).toThrow(ProblemInInput);
    expect(() => readExpectations(text, 'x.toml')).toThrow(reason);
  });

  it('says where it is malformed', () => {
    const error = (() => {
      try {
        return readExpectations('version = 1\n[[suite', 'x.toml');
      } catch (thrown) {
        return thrown as ProblemInInput;
      }
    })();
    expect(error).toMatchObject({ position: { file: 'x.toml', line: 2 } });
  });

  it('never fails in another way', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          readExpectations(`version = 1\n${text}`, 'x');
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemInInput);
        }
      }),
    );
  });
});

describe('a manifest', () => {
  it('names the suite, and the folders do where it does not', () => {
    expect(readManifest('{"name": "C", "version": "wasm32-wasip3"}', ['a'])).toEqual({
      name: 'C',
      version: 'wasm32-wasip3',
    });
    expect(readManifest(null, ['tests', 'wasm32-wasip3'])).toEqual({ name: 'tests', version: 'wasm32-wasip3' });
    expect(readManifest('{"name": "threads"}', ['x'])).toEqual({ name: 'threads', version: 'wasm32-wasip1' });
    expect(readManifest(null, ['a', 'b'])).toEqual({ name: 'a/b', version: 'wasm32-wasip1' });
    expect(readManifest(null, [])).toMatchObject({ name: '.' });
  });

  it('is refused with another key, version or form', () => {
    for (const text of ['{"names": 1}', '{"version": "wasip9"}', '[]', '{', '{"name": ""}']) {
      expect(readManifest(text, ['a'])).toHaveProperty('reason');
    }
  });
});
