import { describe, expect, it } from 'vitest';
import { parseLog } from './parse-log.ts';
import { stripFrame } from './strip-frame.ts';

describe('stripFrame', () => {
  it.each([
    [
      "warning: c-kzg@2.1.0: /a/b.h:25:10: fatal error: 'stdlib.h' file not found",
      "/a/b.h:25:10: fatal error: 'stdlib.h' file not found",
    ],
    ['warning: openssl-sys@0.9.104: Could not find directory', 'Could not find directory'],
    ['warning: unused variable: `x`', 'warning: unused variable: `x`'],
    ['warning: spec found at me@work: it', 'warning: spec found at me@work: it'],
  ])('takes what Cargo puts in front of a build script off %j', (line, bare) => {
    expect(stripFrame(line)).toBe(bare);
  });

  it('lets the words of a build script decide whether it failed', () => {
    const [failed] = parseLog("warning: c-kzg@2.1.0: /a/b.h:25:10: fatal error: 'stdlib.h' file not found");
    expect(failed).toMatchObject({ severity: 'error', message: "'stdlib.h' file not found" });
    const [warned] = parseLog('warning: zstd-sys@2.0.9: /a/b.c:1:2: warning: unused variable [-Wunused-variable]');
    expect(warned?.severity).toBe('warning');
  });
});
