import { describe, expect, it } from 'vitest';
import { renderContainerfile } from './containerfile.ts';

describe('the image of a worker', () => {
  const lines = renderContainerfile('nightly', '/emrift/store').split('\n');
  const only = (word: string) => lines.filter((line) => line.startsWith(`${word} `));

  it('has what a step needs: Node.js 20, bubblewrap, and a store that anybody may read', () => {
    expect(only('FROM')).toEqual(['FROM docker.io/library/node:20-bookworm']);
    expect(lines.join('\n')).toMatch(/apt-get install -y --no-install-recommends [^\n]*\bbubblewrap\b/);
    expect(only('ENV')).toEqual(['ENV EMRIFT_STORE=/emrift/store']);
    expect(lines.join('\n')).toContain('worker prepare --profile nightly');
    expect(lines.join('\n')).toContain('chmod -R a+rX /emrift/store');
  });

  it('has what installing the toolchains of a profile needs: gpgv and keys for Debian, pip, cargo', () => {
    const [packages] = /apt-get install[^\n]*/.exec(lines.join('\n'))!;
    for (const name of ['gpgv', 'debian-archive-keyring', 'python3-pip', 'cargo'])
      expect(packages).toContain(` ${name}`);
  });

  it('is no root in the end, and keeps no lists of packages', () => {
    expect(lines.filter((line) => /^[A-Z]+ /.test(line)).at(-1)).toBe('USER 1000:1000');
    expect(lines.filter((line) => line.includes('rm -rf /var/lib/apt/lists'))).toHaveLength(2);
  });

  it('goes on with a command only where the one before it went well', () => {
    // Each line of a RUN but the last ends with a backslash, and each but the first begins with &&.
    for (const [at, line] of lines.entries()) if (line.endsWith('\\')) expect(lines[at + 1]).toMatch(/^ && /);
  });

  it('takes another profile and another place', () => {
    const other = renderContainerfile('default', '/srv/store');
    expect(other).toContain('--profile default');
    expect(other).not.toContain('/emrift/store');
  });

  it.each([
    ['a b', '/s'],
    ['a; rm -rf /', '/s'],
    ['default', '/a b'],
    ['default', '/a\nRUN x'],
    ['default', 'relative'],
  ])('is refused for the profile %j and the store %j', (profile, store) => {
    expect(() => renderContainerfile(profile, store)).toThrow('no');
  });
});
