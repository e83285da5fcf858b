import type { HostileMember } from './hostile.fixture.ts';

/** The types of members in a mode (inode(7)); what a zip archive has none for becomes a file. */
const TYPES: Readonly<Record<string, number>> = {
  ...{ '1': 0xa000, '2': 0xa000, '3': 0x2000 },
  ...{ '4': 0x6000, '5': 0x4000, '6': 0x1000 },
};

/** Writes members as a zip archive without compression (PKWARE's appnote, 4.3); names given by pax or GNU tar are taken. */
export function packZip(members: readonly HostileMember[]): Buffer {
  if (members.length === 0) return Buffer.alloc(2048, 'no archive ');
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  let next: string | undefined;
  for (const member of members) {
    const given = /^(?:\d+ path=)?(.*)[\n\0]$/s.exec(member.content ?? '')?.[1];
    if (['L', 'x', 'g'].includes(member.type ?? '')) next = given;
    else {
      const { local, entry } = zipEntry({ ...member, path: next ?? member.path }, at);
      next = undefined;
      locals.push(local);
      central.push(entry);
      at += local.length;
    }
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

function zipEntry(member: HostileMember, at: number): { local: Buffer; entry: Buffer } {
  const name = Buffer.from(member.type === '5' ? `${member.path}/` : member.path);
  const content = Buffer.from(member.target ?? member.content ?? '');
  const declared = BigInt(member.declared ?? content.length);
  const large = declared > 0xffffffffn;
  // Sizes beyond 32 bits stand in a field of their own (4.5.3).
  const extra = Buffer.alloc(large ? 12 : 0);
  if (large) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(declared, 4);
  }
  const common = Buffer.alloc(26);
  common.writeUInt16LE(large ? 45 : 20, 0);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(large ? 0xffffffff : Number(declared), 18);
  common.writeUInt16LE(name.length, 22);
  common.writeUInt16LE(extra.length, 24);
  const mode = (TYPES[member.type ?? '0'] ?? 0x8000) | (member.mode ?? 0o644);
  const attributes = Buffer.alloc(14);
  attributes.writeUInt16LE(mode, 8);
  attributes.writeUInt32LE(at, 10);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, extra, content]);
  // Made by a Unix system, whose modes count.
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, attributes, name, extra]);
  return { local, entry };
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
