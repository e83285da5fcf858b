import { Buffer } from 'node:buffer';

/** A member of a hostile archive. What is left out is that of an ordinary file. */
export interface HostileMember {
  readonly path: string;
  /** The type as tar has it (pax(1), ustar): `1` hard link, `2` link, `3` and `4` devices, `5` folder, `6` pipe. */
  readonly type?: '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | 'S' | 'V' | 'M' | 'L' | 'x' | 'g';
  readonly target?: string;
  readonly mode?: number;
  readonly content?: string;
  /** What the header says; by default what there is. */
  readonly declared?: number | bigint;
}

/** One hostile archive: what it tries, and its members. `{top}` is the folder that the source packs all into. */
export interface Hostile {
  readonly name: string;
  /** `out` is a folder outside of the store, with an absolute path; `up` leads to it out of the staging folder. */
  members(top: string, out: string, up: string): readonly HostileMember[];
}

const file = (path: string, rest: Partial<HostileMember> = {}): HostileMember => ({
  path,
  content: 'hostile\n',
  ...rest,
});
const link = (path: string, target: string): HostileMember => ({ path, type: '2', target });
const folder = (path: string): HostileMember => ({ path, type: '5', mode: 0o755 });
const huge = 200n * 2n ** 30n;

/** What every source's archives are replaced by, one after the other. */
export const HOSTILE: readonly Hostile[] = [
  { name: 'top is a link to outside', members: (top, out) => [link(top, out)] },
  { name: 'top is a link upwards', members: (top, _, up) => [link(top, up)] },
  { name: 'top is a link with members behind it', members: (top, out) => [link(top, out), file(`${top}/api/x`)] },
  { name: 'top is a link after its members', members: (top, out) => [file(`${top}/api/x`), link(top, out)] },
  { name: 'top is a file', members: (top) => [file(top)] },
  { name: 'top is a pipe', members: (top) => [{ path: top, type: '6' }] },
  { name: 'absolute name', members: (_, out) => [file(`${out}/absolute`)] },
  { name: 'absolute name with slashes', members: (_, out) => [file(`//${out}/absolute`)] },
  { name: 'name upwards', members: (_, _out, up) => [file(`${up}/upwards`)] },
  { name: 'name upwards from the top', members: (top, _, up) => [file(`${top}/../${up}/upwards`)] },
  { name: 'name upwards in the middle', members: (top) => [file(`${top}/a/../../../../upwards`)] },
  { name: 'name of dots', members: (top) => [file(`${top}/..`)] },
  { name: 'folder upwards', members: (_, _out, up) => [folder(`${up}/folder`)] },
  { name: 'a second top', members: (top) => [file(`${top}/bin/x`), file('another/x')] },
  { name: 'file behind a link to outside', members: (top, out) => [link(`${top}/d`, out), file(`${top}/d/through`)] },
  {
    name: 'file behind a link upwards',
    members: (top, _, up) => [link(`${top}/d`, `../${up}`), file(`${top}/d/through`)],
  },
  {
    name: 'file behind two links',
    members: (top) => [link(`${top}/a`, '.'), link(`${top}/a/b`, '../../..'), file(`${top}/a/b/x`)],
  },
  {
    name: 'file before the link that it lies behind',
    members: (top, out) => [file(`${top}/d/x`), link(`${top}/d`, out), file(`${top}/d/y`)],
  },
  {
    name: 'folder in the place of a link',
    members: (top, out) => [link(`${top}/d`, out), folder(`${top}/d`), file(`${top}/d/x`)],
  },
  {
    name: 'pruned folder is a link',
    members: (top, out) => [
      file(`${top}/VERSION`),
      ...['api', 'doc', 'test', 'include', 'share'].map((part) => link(`${top}/${part}`, out)),
    ],
  },
  { name: 'link to a password file', members: (top) => [file(`${top}/x`), link(`${top}/passwd`, '/etc/passwd')] },
  { name: 'link that is empty', members: (top) => [link(`${top}/x`, '')] },
  { name: 'write through a link', members: (top, out) => [link(`${top}/x`, `${out}/keep`), file(`${top}/x`)] },
  {
    name: 'hard link to outside',
    members: (top, out) => [{ path: `${top}/x`, type: '1', target: `${out}/keep` }, file(`${top}/x`)],
  },
  {
    name: 'hard link upwards',
    members: (top, _, up) => [{ path: `${top}/x`, type: '1', target: `${up}/keep` }, file(`${top}/x`)],
  },
  {
    name: 'hard link behind a link',
    members: (top, out) => [link(`${top}/d`, out), { path: `${top}/x`, type: '1', target: `${top}/d/keep` }],
  },
  {
    name: 'hard link to a link',
    members: (top, out) => [
      link(`${top}/l`, `${out}/keep`),
      { path: `${top}/x`, type: '1', target: `${top}/l` },
      file(`${top}/x`),
    ],
  },
  { name: 'setuid', members: (top) => [file(`${top}/bin/su`, { mode: 0o4755 })] },
  { name: 'setgid', members: (top) => [file(`${top}/bin/sg`, { mode: 0o2755 })] },
  { name: 'character device', members: (top) => [{ path: `${top}/null`, type: '3', mode: 0o666 }] },
  { name: 'block device', members: (top) => [{ path: `${top}/disk`, type: '4', mode: 0o666 }] },
  { name: 'pipe', members: (top) => [{ path: `${top}/pipe`, type: '6', mode: 0o666 }] },
  { name: 'sparse member of 200 GB', members: (top) => [{ path: `${top}/sparse`, type: 'S', declared: huge }] },
  { name: 'member of 200 GB that is not there', members: (top) => [file(`${top}/x`, { declared: huge })] },
  { name: 'label of a volume', members: (top) => [{ path: 'label', type: 'V' }, file(`${top}/x`)] },
  { name: 'continued member', members: (top) => [{ path: `${top}/x`, type: 'M', content: 'rest' }] },
  {
    name: 'long name upwards',
    members: (_, _out, up) => [{ path: '././@LongLink', type: 'L', content: `${up}/long\0` }, file('x')],
  },
  {
    name: 'name by pax upwards',
    members: (_, _out, up) => [{ path: 'pax', type: 'x', content: pax('path', `${up}/pax`) }, file('x')],
  },
  {
    name: 'link by pax to outside',
    members: (top, out) => [
      { path: 'pax', type: 'x', content: pax('linkpath', out) },
      link(`${top}/d`, 'x'),
      file(`${top}/d/x`),
    ],
  },
  {
    name: 'names by pax for all that follows',
    members: (_, _out, up) => [{ path: 'pax', type: 'g', content: pax('path', `${up}/all`) }, file('x'), file('y')],
  },
  { name: 'name with a line break and an arrow', members: (_, out, up) => [file(`${up}/a\n" -> "${out}`)] },
  {
    name: 'nested far too deep',
    members: (top) => [{ path: '././@LongLink', type: 'L', content: `${top}/${'d/'.repeat(700)}x\0` }, file('x')],
  },
  {
    name: 'program that writes outside as soon as it is run',
    members: (top, out) => [
      ...['src/_go.mod', 'pkg/tool/x', 'lib/x'].map((path) => file(`${top}/${path}`)),
      ...['go', 'gofmt', 'node', 'clang', 'emcc'].map((name) =>
        file(`${top}/bin/${name}`, { mode: 0o755, content: `#!/bin/sh\necho ran > ${out}/ran\n` }),
      ),
    ],
  },
  {
    name: 'loader that writes outside as soon as it is asked',
    members: (_, out) => [
      file('./usr/bin/wasmedge', { mode: 0o755 }),
      file('./usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2', {
        mode: 0o755,
        content: `#!/bin/sh\necho ran > ${out}/ran\n`,
      }),
    ],
  },
  { name: 'no archive', members: () => [] },
];

/** `length key=value\n` (pax(1), extended header). */
function pax(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length + 1;
  while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length;
  return `${length}${rest}`;
}

/** Writes members as a tar archive, whatever they say. Of no members it makes some bytes that are no archive. */
export function packTar(members: readonly HostileMember[]): Buffer {
  if (members.length === 0) return Buffer.alloc(2048, 'no archive ');
  const parts = members.flatMap((member) => {
    const content = Buffer.from(member.content ?? '');
    return [headerOf(member, content.length), content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

function headerOf({ path, type = '0', target = '', mode = 0o644, declared }: HostileMember, length: number): Buffer {
  const header = Buffer.alloc(512);
  header.write(path.slice(0, 100), 0);
  for (const [at, value] of [
    [100, mode],
    [108, 0],
    [116, 0],
    [136, 0],
  ] as const)
    header.write(`${value.toString(8).padStart(7, '0')}\0`, at);
  // A sparse member has nothing of its own: all of it is one hole of its real size (GNU tar, basic format).
  const size = type === 'S' ? 0n : BigInt(declared ?? length);
  writeSize(header, 124, size);
  if (type === 'S') writeSize(header, 483, BigInt(declared ?? 0));
  header.write(type, 156);
  header.write(target.slice(0, 100), 157);
  header.write(type === 'S' || type === 'V' || type === 'M' ? 'ustar  \0' : 'ustar\x0000', 257, 'latin1');
  header.write('        ', 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** Twelve bytes: in octal, or what is larger in base 256. */
function writeSize(header: Buffer, at: number, size: bigint): void {
  if (size < 8n ** 11n) header.write(`${size.toString(8).padStart(11, '0')}\0`, at);
  else {
    header[at] = 0x80;
    header.writeBigUInt64BE(size, at + 4);
  }
}
