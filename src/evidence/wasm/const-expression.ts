import { type Cursor, readByte, takeBytes } from './cursor.ts';
import { readU32, skipLeb } from './leb128.ts';
import { readHeapType } from './value-types.ts';
import { WasmError } from './wasm-error.ts';

const END = 0x0b;

/**
 * Moves behind a constant expression: the instructions that the core specification 3.0, "Constant Expressions",
 * allows, with extended-const, and those of the threads, strings and descriptors proposals. Throws `WasmError` for any
 * other instruction and where it has no end.
 */
export function skipConstExpression(cursor: Cursor): void {
  for (;;) {
    const start = cursor.at;
    const opcode = readByte(cursor);
    if (opcode === END) return;
    skipOperands(cursor, opcode, start);
  }
}

function skipOperands(cursor: Cursor, opcode: number, start: number): void {
  switch (opcode) {
    case 0x41: // i32.const
      return void skipLeb(cursor, 32);
    case 0x42: // i64.const
      return void skipLeb(cursor, 64);
    case 0x43: // f32.const
      takeBytes(cursor, 4, 'constant');
      return;
    case 0x44: // f64.const
      takeBytes(cursor, 8, 'constant');
      return;
    case 0x23: // global.get
    case 0xd2: // ref.func
      return void skipLeb(cursor, 32);
    case 0xd0: // ref.null
      readHeapType(cursor);
      return;
    case 0x6a: // i32.add, i32.sub, i32.mul
    case 0x6b:
    case 0x6c:
    case 0x7c: // i64.add, i64.sub, i64.mul
    case 0x7d:
    case 0x7e:
      return;
    case 0xfb:
      return void skipGcOperands(cursor, start);
    case 0xfd:
      if (readU32(cursor) !== 12) break; // v128.const
      takeBytes(cursor, 16, 'constant');
      return;
  }
  throw new WasmError(`unknown constant instruction 0x${opcode.toString(16)}`, start, 'unknown');
}

function skipGcOperands(cursor: Cursor, start: number): void {
  const code = readU32(cursor);
  switch (code) {
    case 0: // struct.new, struct.new_default, array.new, array.new_default
    case 1:
    case 6:
    case 7:
    case 32: // struct.new_desc, struct.new_default_desc
    case 33:
    case 0x82: // string.const
      return void skipLeb(cursor, 32);
    case 8: // array.new_fixed
      skipLeb(cursor, 32);
      return void skipLeb(cursor, 32);
    case 26: // any.convert_extern, extern.convert_any, ref.i31, ref.i31_shared
    case 27:
    case 28:
    case 0x72:
      return;
  }
  throw new WasmError(`unknown constant instruction 0xfb ${code}`, start, 'unknown');
}
