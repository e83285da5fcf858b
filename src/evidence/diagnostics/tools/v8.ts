import { type Draft, draft } from '../draft.ts';
import { readFloatingRow, tableOf } from '../rows.ts';
import { V8_LOOSE_ROWS, V8_ROWS } from './v8-rows.ts';

const TABLE = tableOf(V8_ROWS);
const LOOSE = tableOf(V8_LOOSE_ROWS);

/** V8's flags (`--experimental-wasm-…`) and section names → the feature's name as LLVM and the proposals spell it. */
const FEATURES: readonly (readonly [RegExp, string])[] = [
  [/wasm[-_]memory64/, 'memory64'],
  [/wasm[-_](?:eh|exnref|legacy_eh)\b|<(?:Exception|Tag)>/, 'exception-handling'],
  [/wasm[-_]return_call/, 'tail-call'],
  [/wasm[-_]simd/, 'simd128'],
  [/wasm[-_](?:threads|shared)/, 'atomics'],
  [/wasm[-_]bulk_memory|<DataCount>/, 'bulk-memory'],
  [/wasm[-_]mv\b/, 'multivalue'],
  [/wasm[-_](?:anyref|reftypes)/, 'reference-types'],
  [/wasm[-_]sat_f2i/, 'nontrapping-fptoint'],
  [/wasm[-_]se\b/, 'sign-ext'],
  [/wasm[-_]bigint/, 'bigint'],
  [/wasm[-_]gc\b/, 'gc'],
  [/wasm[-_]stringref/, 'stringref'],
  [/wasm[-_]type_reflection/, 'type-reflection'],
  [/wasm[-_]relaxed_simd/, 'relaxed-simd'],
  [/wasm[-_]extended_const/, 'extended-const'],
  [/wasm[-_]multi_memory/, 'multimemory'],
  [/wasm[-_](?:jspi|stack_switching)/, 'jspi'],
];

/** Reads what V8 says of a wasm module, from any of its wrappers (`[LinkError: …]`, `Uncaught (in promise) …`). */
export function readV8(text: string): Draft | null {
  const about = /\bWebAssembly\.[A-Za-z]+\(\): /.exec(text);
  const message = about ? text.slice(about.index + about[0].length) : text;
  const compiling = /^(?:\[?CompileError: )?Compiling function #\d+(?::"((?:[^"\\]|\\.)*)")? failed: /.exec(message);
  const body = compiling ? message.slice(compiling[0].length) : message;
  const plain = about ? body.replace(/ @\+\d+\]?$/, '').replace(/\]$/, '') : body;
  const made = readFloatingRow(TABLE, 'node', plain) ?? (about ? readFloatingRow(LOOSE, 'node', plain) : null);
  if (made) return finish(made, text, plain, compiling?.[1]);
  if (!about || !/CompileError|failed: /.test(text)) return null;
  return finish(draft('node', 'error', 'wasm-invalid', text), text, plain, compiling?.[1]);
}

function finish(made: Draft, text: string, plain: string, compiled: string | undefined): Draft {
  made.message = text;
  const gated = /enable (?:with|via) --experimental-wasm/.test(plain);
  if (gated) made.code = 'wasm-feature-unsupported';
  if (made.code === 'wasm-feature-unsupported') {
    const feature = FEATURES.find(([words]) => words.test(plain))?.[1];
    if (feature) made.feature = feature;
  }
  if (made.code === 'wasm-invalid' && compiled) made.referencedBy = compiled;
  return made;
}
