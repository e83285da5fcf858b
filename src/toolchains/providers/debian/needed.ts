import { type FileHandle, open } from 'node:fs/promises';
import { InfrastructureError } from '../../../model/errors.ts';

/** Numbers of the format (elf(5)): kinds of program headers and of entries of the dynamic section. */
const PT = { load: 1, dynamic: 2 } as const;
const DT = { needed: 1n, strings: 5n } as const;
/** More headers, bytes of entries and of a name than any library has. */
const MOST = { headers: 200, dynamic: 1 << 20, name: 4096 } as const;

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: bigint;
  readonly size: number;
}

/**
 * The libraries that a program or library for x86-64 names, in its order: what its loader would look for. Nothing of the
 * file is run. Throws `InfrastructureError` for what is no such file.
 */
export async function readNeeded(path: string): Promise<readonly string[]> {
  const file = await open(path);
  try {
    const segments = await readSegments(file, path);
    const dynamic = segments.find(({ type }) => type === PT.dynamic);
    if (!dynamic) return [];
    const entries = await readAt(file, dynamic.offset, Math.min(dynamic.size, MOST.dynamic));
    const values: { tag: bigint; value: bigint }[] = [];
    for (let at = 0; at + 16 <= entries.length; at += 16) {
      values.push({ tag: entries.readBigInt64LE(at), value: entries.readBigUInt64LE(at + 8) });
    }
    const strings = values.find(({ tag }) => tag === DT.strings);
    const needed = values.filter(({ tag }) => tag === DT.needed);
    if (!strings || needed.length === 0) return [];
    const start = offsetOf(strings.value, segments, path);
    return await Promise.all(needed.map(({ value }) => readName(file, start + Number(value))));
  } finally {
    await file.close();
  }
}

async function readSegments(file: FileHandle, path: string): Promise<Segment[]> {
  const header = await readAt(file, 0, 64);
  // 64 bits, little endian.
  if (header.length < 64 || header.toString('latin1', 0, 6) !== '\x7fELF\x02\x01') throw notReadable(path);
  const [start, size, count] = [Number(header.readBigUInt64LE(32)), header.readUInt16LE(54), header.readUInt16LE(56)];
  if (size < 56 || count > MOST.headers) throw notReadable(path);
  const table = await readAt(file, start, size * count);
  if (table.length < size * count) throw notReadable(path);
  return Array.from({ length: count }, (_, index) => {
    const at = index * size;
    return {
      type: table.readUInt32LE(at),
      offset: Number(table.readBigUInt64LE(at + 8)),
      address: table.readBigUInt64LE(at + 16),
      size: Number(table.readBigUInt64LE(at + 32)),
    };
  });
}

/** Where in the file that lies which is loaded to an address. */
function offsetOf(address: bigint, segments: readonly Segment[], path: string): number {
  const segment = segments.find(
    (one) => one.type === PT.load && address >= one.address && address < one.address + BigInt(one.size),
  );
  if (!segment) throw notReadable(path);
  return segment.offset + Number(address - segment.address);
}

async function readName(file: FileHandle, at: number): Promise<string> {
  const text = (await readAt(file, at, MOST.name)).toString('latin1');
  return text.slice(0, Math.max(0, text.indexOf('\0')));
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  if (!Number.isSafeInteger(at)) return Buffer.alloc(0);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

function notReadable(path: string): InfrastructureError {
  return new InfrastructureError(`${path} is no program for x86-64`);
}
