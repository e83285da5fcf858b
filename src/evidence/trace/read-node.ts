import { Buffer } from 'node:buffer';
import type { Trace, TracedCall } from './call.ts';
import { isNamedKind, nameErrno, nameNumber } from './names.ts';
import { type Parameter, resultBytes, SIGNATURES } from './signatures.ts';

/** What the program around a guest is told to note of each call: by number of its parameter, what lies in memory there. */
export type Notes = Readonly<
  Record<string, readonly (readonly [at: number, what: 'text' | 'iovs' | 'later' | number])[]>
>;

/** What is noted of the calls of preview 1: texts, the lengths of buffers, and so many bytes of each result. */
export function notesToTake(): Notes {
  const entries = [...SIGNATURES].map(([name, parameters]) => [
    name,
    parameters.flatMap(({ kind, at }): Notes[string] => {
      if (kind === 'text' || kind === 'iovs') return [[at, kind] as const];
      if (kind === '>text') return [[at, 'later'] as const];
      const size = resultBytes(kind);
      return size > 0 ? [[at, size] as const] : [];
    }),
  ]);
  return Object.fromEntries(entries);
}

/** A line of the program around the guest: name, numbers, notes by parameter, errno (null: it never came back), time. */
type Line = readonly [string, readonly string[], Readonly<Record<string, string>>, number | null, number | null];

/** Reads what the program around a guest wrote, a line of JSON for each call; a last line that is cut off is left out. */
export function readNodeTrace(text: string, most: number): Trace {
  const lines = text.split('\n').slice(0, -1);
  const kept = lines.filter((line) => line !== CUT).slice(0, most);
  const cut = kept.length < lines.length;
  return { calls: kept.map((line) => readCall(JSON.parse(line) as Line)), cut };
}

/** What stands in place of all calls that are too many. */
export const CUT = '"cut"';

function readCall([name, numbers, notes, errno, nanoseconds]: Line): TracedCall {
  const args: Record<string, string> = {};
  const results: Record<string, string> = {};
  for (const parameter of SIGNATURES.get(name) ?? []) {
    const { kind, at } = parameter;
    if (kind.startsWith('>')) {
      if (errno === 0) results[parameter.name] = readResult(parameter, notes[at]);
    } else args[parameter.name] = readArgument(parameter, numbers, notes[at]);
  }
  if (!SIGNATURES.has(name)) for (const [at, number] of numbers.entries()) args[`${at}`] = number;
  return { function: name, args, results, errno: errno === null ? null : nameErrno(errno), nanoseconds };
}

function readArgument({ kind, at }: Parameter, numbers: readonly string[], note: string | undefined): string {
  const number = numbers[at] ?? '0';
  if (kind === 'text') return JSON.stringify(Buffer.from(note ?? '', 'hex').toString());
  if (kind === 'iovs') return `[${note ?? ''}]`;
  if (kind === 'buffer') return `${numbers[at + 1]} bytes`;
  if (kind === 'fd') return `${Number(number) | 0}`;
  if (kind === 's64') return `${BigInt.asIntN(64, BigInt(number))}`;
  return isNamedKind(kind) ? nameNumber(kind, BigInt(number)) : number;
}

/** What lies where a result went; `?` where that is outside of the memory. */
function readResult({ kind }: Parameter, note: string | undefined): string {
  if (note === undefined) return '?';
  const bytes = Buffer.from(note, 'hex');
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
