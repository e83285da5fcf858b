import type { Draft } from '../draft.ts';
import { type Row, readRow, tableOf } from '../rows.ts';

/**
 * What LLVM's bitcode reader says of bitcode from another LLVM, without ever naming the file. Read from the wordings of
 * LLVM 9 to 24 (`llvm/lib/Bitcode/Reader`, `llvm/lib/LTO`); 24 and 9 were seen reading each other's output.
 */
export const BITCODE_ROWS: readonly Row[] = [
  { code: 'bitcode-incompatible', text: "{_} (Producer: '{producer}' Reader: '{reader}')" },
  { code: 'bitcode-incompatible', text: 'Invalid summary version {_}. Version should be in the range {_}.' },
  ...incompatible([
    'Unknown attribute kind…',
    'Invalid value…',
    'Invalid record…',
    'Invalid attribute group entry…',
    'Opaque pointers are only supported in -opaque-pointers mode…',
    'Intrinsic has incorrect argument type!',
    'Intrinsic has incorrect return type!',
    'Incompatible epoch: {_}',
    'Explicit load/store type does not match pointee type of pointer operand…',
    'Invalid type for value…',
    'Invalid cast…',
    'Invalid ID…',
    'Unrecognized {_} record',
  ]),
  ...corrupt([
    "can't skip to bit {_} from {_}",
    'Invalid bitcode signature',
    'Invalid bitcode wrapper header',
    "file doesn't start with bitcode header",
    'Malformed block',
    'Malformed IR file…',
    'Unexpected end of file reading {_} of {_} bytes',
    'Unexpected end of file',
    'Expected at least one module…',
    'Never resolved {_}',
    'Bitcode stream should be a multiple of 4 bytes in length',
    'Corrupted bitcode…',
    'Insufficient function protos',
  ]),
  { code: 'bitcode-after-lto', text: '{file}: attempt to add bitcode file after LTO.', since: '11', until: '17' },
  { code: 'bitcode-after-lto', text: '{file}: attempt to add bitcode file after LTO ({symbol})', since: '18' },
  { code: 'bitcode-after-lto', text: '{file}: attempt to add bitcode file after LTO' },
  // With --whole-archive, LLVM 18 and newer hand every member that is no object to the bitcode reader.
  { code: 'archive-member-not-wasm', text: 'The file was not recognized as a valid object file', since: '18' },
  { code: 'archive-member-not-wasm', text: 'Bitcode section not found in object file', since: '18' },
];

function incompatible(texts: readonly string[]): readonly Row[] {
  return texts.map((text) => ({ code: 'bitcode-incompatible', text, fix: readProducer }));
}

/** Most texts end with who wrote the bitcode and who reads it. */
function readProducer(target: Draft): void {
  const match = /\(Producer: '([^']*)' Reader: '([^']*)'\)$/.exec(target.message);
  if (!match) return;
  target.producer = match[1]!;
  target.reader = match[2]!;
}

function corrupt(texts: readonly string[]): readonly Row[] {
  return texts.map((text) => ({ code: 'bitcode-corrupt', text }));
}

const TABLE = tableOf(BITCODE_ROWS.slice(0, 1));

/** What the reader says in a tool that prints no name, as Emscripten's did before 2.0; null where no producer is named. */
export function readBitcode(text: string): Draft | null {
  return readRow(TABLE, 'llvm', 'error', text);
}
