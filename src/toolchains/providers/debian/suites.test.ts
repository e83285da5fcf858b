import { describe, expect, it } from 'vitest';
import { readPackages, readUris, snapshotOf, upstreamOf } from './suites.ts';

describe('versions and indexes', () => {
  it.each([
    ['3.1.69+dfsg-3', '3.1.69'],
    ['2.0.12~dfsg-2', '2.0.12'],
    ['1:15.0.6-4+b1', '15.0.6'],
    ['1.21.13-1~bpo12+1', '1.21.13'],
    ['1.27~rc1-1', '1.27rc1'],
    ['1.19.8-2', '1.19.8'],
  ])('%s is upstream %s', (debian, upstream) => expect(upstreamOf(debian)).toBe(upstream));

  it.each([
    ['0.0~git20220510.9886d3d-2', '0.0.20220510'],
    ['0.0~git20200731.215adc8-2', '0.0.20200731'],
    ['0.0~git2022.9886d3d-2', null],
    ['21-1', null],
  ])('%s is the snapshot %s of wasi-libc', (debian, snapshot) => expect(snapshotOf(debian)).toBe(snapshot));

  it('reads what apt prints, and nothing else', () => {
    const hash = 'e'.repeat(64);
    const line = `'http://a/pool/x_1%3a2-3_all.deb' x_1%3a2-3_all.deb 42 SHA256:${hash}`;
    expect(readUris(`Reading…\n${line}\n'http://a' x 1 MD5Sum:0\n`)).toEqual([
      { name: 'x', version: '1:2-3', size: 42, sha256: hash },
    ]);
    expect(readPackages(`Package: x\nVersion: 1\nSize: 3\nSHA256: ${hash}\n\nPackage: half\nVersion: 2\n`)).toEqual([
      { name: 'x', version: '1', size: 3, sha256: hash },
    ]);
  });
});
