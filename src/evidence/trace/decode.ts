import type { Buffer } from 'node:buffer';
import { isNamedKind, nameNumber } from './names.ts';
import { type Parameter, resultBytes } from './signatures.ts';

/** What a number that crosses the border says as an argument; what lies in memory is not looked at. */
export function decodeNumber(kind: string, number: bigint): string {
  if (kind === 'fd') return `${BigInt.asIntN(32, number)}`;
  if (kind === 's64') return `${BigInt.asIntN(64, number)}`;
  return isNamedKind(kind) ? nameNumber(kind, number) : `${number}`;
}

/** What lies where a result went; `?` where that is outside of the memory. */
export function decodeResult({ kind }: Parameter, bytes: Buffer | null): string {
  if (bytes === null) return '?';
  if (kind === '>text') return JSON.stringify(bytes.toString());
  if (bytes.length < resultBytes(kind)) return '?';
  const type = (at: number) => nameNumber('filetype', BigInt(bytes[at]!));
  switch (kind) {
    case '>u16':
      return `${bytes.readUInt16LE()}`;
    case '>u32':
      return `${bytes.readUInt32LE()}`;
    case '>u64':
      return `${bytes.readBigUInt64LE()}`;
    case '>prestat':
      return `{name ${bytes.readUInt32LE(4)} bytes}`;
    case '>fdstat': {
      const flags = nameNumber('fdflags', BigInt(bytes.readUInt16LE(2)));
      const [base, inheriting] = [8, 16].map((at) => nameNumber('rights', bytes.readBigUInt64LE(at)));
      return `{filetype=${type(0)}, fdflags=${flags}, fs_rights_base=${base}, fs_rights_inheriting=${inheriting}}`;
    }
    default: {
      const [dev, ino, , nlink, size, atim, mtim, ctim] = [0, 8, 16, 24, 32, 40, 48, 56].map((at) =>
        bytes.readBigUInt64LE(at),
      );
      return `{dev=${dev}, ino=${ino}, filetype=${type(16)}, nlink=${nlink}, size=${size}, atim=${atim}, mtim=${mtim}, ctim=${ctim}}`;
    }
  }
}
