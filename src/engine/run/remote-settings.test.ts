import { describe, expect, it } from 'vitest';
import { readRemote } from './remote-settings.ts';

const MATRIX = { cache: 'grpc://matrix:1', executor: ['grpc://a:1', 'grpc://b:2/main'], properties: { p: ['1', '2'] } };

describe('other machines', () => {
  it('are none unless somebody names some', () => {
    expect(readRemote({}, {}, {})).toEqual({ cache: null, executor: null });
    // Executors take part only where the command line says so.
    expect(readRemote({}, MATRIX, { EMRIFT_EXECUTOR: 'grpc://x:1' }).executor).toBeNull();
  });

  it('are those of the command line, else of the environment, else of the matrix', () => {
    const addressOf = (...given: Parameters<typeof readRemote>) => readRemote(...given).cache?.endpoint.address;
    const env = { EMRIFT_REMOTE_CACHE: 'grpc://variable:1' };
    expect(addressOf({ cache: 'grpc://option:1' }, MATRIX, env)).toBe('option:1');
    expect(addressOf({}, MATRIX, env)).toBe('variable:1');
    expect(addressOf({}, MATRIX, { EMRIFT_REMOTE_CACHE: '' })).toBe('matrix:1');
    expect(addressOf({ cache: false }, MATRIX, env)).toBeUndefined();
  });

  it('have a cache that is read, written, or both', () => {
    const used = (mode?: 'read' | 'write' | 'read-write') => {
      const { reads, writes } = readRemote({ mode }, MATRIX, {}).cache!;
      return [reads, writes];
    };
    expect([used(), used('read'), used('write')]).toEqual([
      [true, true],
      [true, false],
      [false, true],
    ]);
    expect(readRemote({}, { ...MATRIX, mode: 'read' }, {}).cache).toMatchObject({ reads: true, writes: false });
  });

  it('are several executors, with all properties', () => {
    const { executor } = readRemote({ executor: '', properties: [{ name: 'q', value: '3' }] }, MATRIX, {});
    expect(executor?.endpoints.map(({ address, instance }) => [address, instance])).toEqual([
      ['a:1', ''],
      ['b:2', 'main'],
    ]);
    expect(executor?.properties).toEqual([
      { name: 'p', value: '1' },
      { name: 'p', value: '2' },
      { name: 'q', value: '3' },
    ]);
    expect(executor?.store).toBe('/emrift/store');
  });

  it('that are asked for and not named are a mistake, and so is an address that is none', () => {
    expect(() => readRemote({ executor: '' }, {}, {})).toThrow('no executor is named');
    expect(() => readRemote({ executor: 'grpc://a:1,b' }, {}, {})).toThrow('"b" is no address');
  });

  it('are asked whether they are there after as many seconds as the environment says', () => {
    const lookEvery = (seconds?: string) =>
      readRemote({ executor: 'grpc://a:1' }, {}, { EMRIFT_REMOTE_SILENCE: seconds }).executor?.lookEvery;
    expect([lookEvery(), lookEvery(''), lookEvery('2')]).toEqual([undefined, undefined, 2_000]);
    for (const wrong of ['0', '-1', '1.5', '10000', 'soon'])
      expect(() => lookEvery(wrong)).toThrow('no number of seconds');
  });
});
