import type { Trace, TracedCall } from './call.ts';
import { ERRNOS } from './names.ts';
import { type Parameter, SIGNATURES } from './signatures.ts';
import { fieldsText, statText } from './stat-text.ts';

/** What wasmtime's log never shows (36.0.9 to 49.0.3), stated once for a whole trace. */
export const WASMTIME_GAPS = [
  'paths and lists of buffers are shown by their address, without what lies there',
  'the name of a preopened folder is not shown',
  'a call without arguments has no time',
  'what a guest prints on standard error stands in the same log, so that a guest can forge lines',
] as const;

/** A line of `WASMTIME_LOG=wasmtime_wasi=trace`: time, function, and arguments or result. */
const LINE =
  /(\d{4}-\d\d-\d\dT[\d:.]+Z) TRACE wiggle abi\{module="wasi_snapshot_preview1" function="(\w+)"\}: [\w:]+: (.*)$/;

/**
 * Reads what wasmtime logs on standard error of its WASI, without stacks (`RUST_BACKTRACE=0`), up to `most` calls. What it
 * shows by its address only is null.
 */
export function readWasmtimeTrace(text: string, most: number): Trace {
  const calls: TracedCall[] = [];
  let open: Line | null = null;
  for (const line of text.split('\n')) {
    const found = LINE.exec(line);
    if (!found) continue;
    const read: Line = { at: Date.parse(found[1]!), micros: microsOf(found[1]!), name: found[2]!, text: found[3]! };
    const isBack = read.text.startsWith('result=');
    if (isBack && open?.name !== read.name) open = null;
    if (!isBack && open) calls.push(readCall(open, null));
    if (isBack) calls.push(readCall(open ?? { ...read, text: '' }, read));
    open = isBack ? null : read;
    if (calls.length > most) break;
  }
  if (open) calls.push(readCall(open, null));
  return { calls: calls.slice(0, most), cut: calls.length > most };
}

interface Line {
  /** In milliseconds since 1970, and the microseconds of its second. */
  readonly at: number;
  readonly micros: number;
  readonly name: string;
  readonly text: string;
}

const microsOf = (time: string) => Number((/\.(\d+)/.exec(time)?.[1] ?? '').padEnd(6, '0').slice(0, 6));

function readCall(given: Line, back: Line | null): TracedCall {
  const { name } = given;
  const fields = new Map(
    [...given.text.matchAll(/(\w+)=(\w+\([^)]*\)|\*guest \S+|\S+)/g)].map(([, key, value]) => [key!, value!]),
  );
  const came = back?.text.slice('result='.length) ?? '';
  const errno = came.startsWith('Ok(') ? 'SUCCESS' : errnoOf(came);
  const inner = /^Ok\((.*)\)$/.exec(came)?.[1] ?? '';
  const values = /^\((.*)\)$/.exec(inner)?.[1]?.split(', ') ?? [inner];
  const args: Record<string, string | null> = {};
  const results: Record<string, string | null> = {};
  let result = 0;
  for (const parameter of SIGNATURES.get(name) ?? []) {
    const { name: own, kind } = parameter;
    if (kind === '>text' && errno === 'SUCCESS') results[own] = null;
    else if (kind.startsWith('>')) {
      if (errno === 'SUCCESS') results[own] = readResult(kind, values[result++] ?? '');
    } else args[own] = readArgument(parameter, fields);
  }
  return { function: name, args, results, errno, nanoseconds: back && errno !== null ? took(given, back) : null };
}

/** Null where both are one line: there is no time before it. */
function took(given: Line, back: Line): number | null {
  if (given.text === '') return null;
  const seconds = Math.floor(back.at / 1000) - Math.floor(given.at / 1000);
  return (seconds * 1_000_000 + back.micros - given.micros) * 1000;
}

/** Names of Rust that are not those of WASI with a letter in front. */
const OTHER: Readonly<Record<string, string>> = { TooBig: 'E2BIG', Success: 'SUCCESS' };

/** `Err(Error { inner: Badf })` by name; what is no error of WASI's, as the end of the guest, is none. */
function errnoOf(text: string): string | null {
  const word = /^Err\(Error \{ inner: (\w+)/.exec(text)?.[1] ?? '';
  const name = Object.hasOwn(OTHER, word) ? OTHER[word]! : `E${word.toUpperCase()}`;
  return ERRNOS.includes(name) ? name : null;
}

function readArgument({ name, kind }: Parameter, fields: ReadonlyMap<string, string>): string | null {
  if (kind === 'text' || kind === 'iovs') return null;
  if (kind === 'buffer') {
    const size = fields.get(`${name}_len`);
    return size === undefined ? null : `${size} bytes`;
  }
  // A name that is a word of Rust's has a line behind it.
  const value = fields.get(name) ?? fields.get(`${name}_`);
  return value === undefined ? null : plain(value);
}

/** `Fd(4)`, `Rights(FD_READ | FD_SEEK)`, `Monotonic`, `*guest 0x10/1` as they are written everywhere else. */
function plain(value: string): string {
  const flags = /^\w+\((.*)\)$/.exec(value)?.[1];
  const fd = /^Fd\((\d+)\)$/.exec(value)?.[1];
  if (fd !== undefined) return `${Number(fd) | 0}`;
  if (flags !== undefined) return flags === '0x0' ? '0' : flags.replaceAll(' | ', '|');
  const address = /^\*guest (0x[0-9a-f]+)/.exec(value)?.[1];
  if (address !== undefined) return `${Number(address)}`;
  return /^[A-Z]/.test(value) ? snake(value) : value;
}

const snake = (word: string) => word.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();

function readResult(kind: string, value: string): string | null {
  if (kind === '>prestat') {
    const size = /pr_name_len: (\d+)/.exec(value)?.[1];
    return size === undefined ? null : `{name ${size} bytes}`;
  }
  if (kind !== '>fdstat' && kind !== '>filestat') return plain(value);
  const fields = new Map(
    [...value.matchAll(/(\w+): (\w+\([^)]*\)|[^,} ]+)/g)].map(([, key, one]) => [key!, plain(one!)] as const),
  );
  const renamed = new Map(
    [...fields].map(([key, one]) => [key === 'fs_filetype' ? 'filetype' : key === 'fs_flags' ? 'fdflags' : key, one]),
  );
  return kind === '>fdstat' ? fieldsText(renamed) : statText(renamed);
}
