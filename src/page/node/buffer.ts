const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const STRICT = new TextDecoder('utf-8', { fatal: true });
const ENCODER = new TextEncoder();

/** How many units one call may make a string of: engines bound the arguments of a call. */
const AT_A_TIME = 8192;

/** How bytes and text stand for each other. */
type Encoding = 'utf8' | 'latin1' | 'hex' | 'base64';

/** `Uint8Array` without what `Buffer` does otherwise. */
interface Bytes extends Omit<Uint8Array<ArrayBuffer>, 'toString' | 'includes' | 'subarray'> {
  subarray(from?: number, to?: number): Buffer;
}

/** How an array of bytes is made. */
interface BytesConstructor {
  new (size: number): Bytes;
  new (memory: ArrayBuffer, at?: number, length?: number): Bytes;
}

/** What the pure rooms use of Node's `Buffer`, in a browser; the same calls give the same, which a test compares. */
export class Buffer extends (Uint8Array as unknown as BytesConstructor) {
  static alloc(size: number): Buffer {
    return new Buffer(size);
  }

  static allocUnsafe(size: number): Buffer {
    return new Buffer(size);
  }

  static isBuffer(value: unknown): value is Buffer {
    return value instanceof Buffer;
  }

  /** Of a text, a list of bytes, or a part of memory, which is not copied. */
  static from(data: string | ArrayLike<number> | ArrayBuffer, at?: Encoding | number, length?: number): Buffer {
    if (typeof data === 'string') return ofText(data, (at as Encoding | undefined) ?? 'utf8');
    if (data instanceof ArrayBuffer) return new Buffer(data, (at as number | undefined) ?? 0, length);
    const copy = new Buffer((data as ArrayLike<number>).length);
    copy.set(data as ArrayLike<number>);
    return copy;
  }

  static concat(pieces: readonly Uint8Array[]): Buffer {
    const whole = new Buffer(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  override toString(encoding: Encoding = 'utf8', from = 0, to = this.length): string {
    const [start, end] = [Math.min(from, this.length), Math.min(to, this.length)];
    const bytes = new Uint8Array(this.buffer, this.byteOffset + start, Math.max(0, end - start));
    if (encoding === 'utf8') return UTF8.decode(bytes);
    if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const parts: string[] = [];
    for (let at = 0; at < bytes.length; at += AT_A_TIME) {
      parts.push(String.fromCharCode.apply(null, bytes.subarray(at, at + AT_A_TIME) as unknown as number[]));
    }
    return encoding === 'base64' ? btoa(parts.join('')) : parts.join('');
  }

  /** Of a text whose characters are bytes. */
  write(text: string, encoding: 'latin1'): number {
    if (encoding !== 'latin1') throw new Error(`${encoding} is not written in a browser`);
    const end = Math.min(text.length, this.length);
    for (let at = 0; at < end; at++) this[at] = text.charCodeAt(at);
    return end;
  }

  equals(other: Uint8Array): boolean {
    return this.length === other.length && this.every((byte, at) => byte === other[at]);
  }

  includes(what: string | number, from = 0, encoding: Encoding = 'utf8'): boolean {
    if (typeof what === 'number') return this.indexOf(what, from) >= 0;
    const mark = ofText(what, encoding);
    if (mark.length === 0) return true;
    for (let at = this.indexOf(mark[0]!, from); at >= 0; at = this.indexOf(mark[0]!, at + 1)) {
      if (mark.every((byte, place) => this[at + place] === byte)) return true;
    }
    return false;
  }

  readUInt32LE(at: number): number {
    return viewOf(this).getUint32(at, true);
  }

  readUInt32BE(at: number): number {
    return viewOf(this).getUint32(at);
  }

  readBigUInt64LE(at: number): bigint {
    return viewOf(this).getBigUint64(at, true);
  }

  readBigUInt64BE(at: number): bigint {
    return viewOf(this).getBigUint64(at);
  }
}

/** Whether bytes are UTF-8. False: some are none. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    STRICT.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function ofText(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf8') {
    const bytes = ENCODER.encode(text);
    return new Buffer(bytes.buffer, bytes.byteOffset, bytes.length);
  }
  const plain = encoding === 'base64' ? atob(text.replace(/[^A-Za-z0-9+/]/g, '')) : text;
  return Buffer.from(Array.from(plain, (character) => character.charCodeAt(0)));
}

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}
