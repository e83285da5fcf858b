import { packTar } from '../hostile.fixture.ts';

/** Writes a package of Debian's around a tar archive, whatever that holds (deb(5), ar(5)). */
export function packDeb(name: string, version: string, data: Buffer): Buffer {
  const fields = [`Package: ${name}`, `Version: ${version}`, 'Architecture: amd64', 'Maintainer: x <x@example.org>'];
  const control = `${[...fields, 'Description: a test'].join('\n')}\n`;
  const parts = [
    ['debian-binary', Buffer.from('2.0\n')],
    ['control.tar', packTar([{ path: './control', content: control }])],
    ['data.tar', data],
  ] as const;
  const written = parts.map(([part, content]) => {
    const numbers = `${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}`;
    const header = `${part.padEnd(16)}${numbers}${String(content.length).padEnd(10)}\`\n`;
    return Buffer.concat([Buffer.from(header), content, Buffer.alloc(content.length % 2, '\n')]);
  });
  return Buffer.concat([Buffer.from('!<arch>\n'), ...written]);
}
