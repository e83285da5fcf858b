import type { Trace, TracedCall } from './call.ts';
import { SIGNATURES } from './signatures.ts';
import { fieldsText, statText } from './stat-text.ts';

/** What wazero's host logging never shows (1.12.0), stated once for a whole trace. */
export const WAZERO_GAPS = [
  'writes to standard output and standard error are left out',
  'times are not shown',
  'buffers are shown by their address, without lengths',
  'what a guest prints on standard error stands in the same log, so that a guest can forge lines',
] as const;

/** A call, and what comes back: what a guest printed without a line's end stands before them. */
const CALL = /\t==> wasi_snapshot_preview1\.(\w+)\((.*)\)$/;
const BACK = /\t<== (?:\((.*)\)|(errno=\w+))$/;

/**
 * Reads what `wazero run -hostlogging=all` writes on standard error. Of a parameter that it does not show, or shows as the
 * address of where a result goes, nothing is known: it is null.
 */
export function readWazeroTrace(text: string, most: number): Trace {
  const calls: TracedCall[] = [];
  let open: { name: string; given: string } | null = null;
  const close = (back: string | null) => {
    if (open && calls.length <= most) calls.push(readCall(open.name, open.given, back));
    open = null;
  };
  for (const line of text.split('\n')) {
    const call = CALL.exec(line);
    if (call) {
      close(null);
      open = { name: call[1]!, given: call[2]! };
      continue;
    }
    const back = open && BACK.exec(line);
    if (back) close(back[1] ?? back[2]!);
  }
  close(null);
  return { calls: calls.slice(0, most), cut: calls.length > most };
}

function readCall(name: string, given: string, back: string | null): TracedCall {
  const shown = readFields(given);
  const came = back === null ? new Map<string, string>() : readFields(back);
  const args: Record<string, string | null> = {};
  const results: Record<string, string | null> = {};
  const errno = came.get('errno')?.replace(/^ESUCCESS$/, 'SUCCESS') ?? null;
  for (const { name: parameter, kind } of SIGNATURES.get(name) ?? []) {
    const value = (kind.startsWith('>') ? came : shown).get(parameter) ?? null;
    if (kind.startsWith('>')) {
      if (errno === 'SUCCESS') results[parameter] = value === null ? null : readResult(kind, value);
    } else if (kind === 'text') args[parameter] = value === null ? null : JSON.stringify(value);
    else args[parameter] = kind === 'iovs' || kind === 'buffer' ? null : value === null ? null : plain(value);
  }
  return { function: name, args, results, errno, nanoseconds: null };
}

/** No flag is shown as nothing, and one right by another name (1.12.0) than that of preview 1. */
function plain(value: string): string {
  return value.replaceAll(/(?<=^|\|)FDSTAT_SET_FLAGS(?=$|\|)/g, 'FD_FDSTAT_SET_FLAGS') || '0';
}

/** What is in braces, in the words that it has everywhere else. */
function readResult(kind: string, value: string): string {
  if (kind === '>text') return JSON.stringify(value);
  const inner = /^\{(.*)\}$/.exec(value)?.[1];
  if (inner === undefined) return value;
  const fields = readFields(inner);
  if (kind === '>prestat') return `{name ${fields.get('pr_name_len') ?? '?'} bytes}`;
  const words = new Map([...fields].map(([name, one]) => [name, name === 'filetype' ? one.toLowerCase() : plain(one)]));
  return kind === '>filestat' ? statText(words) : fieldsText(words);
}

/** `a=1,b={c=2,d=3}` as fields; commas in braces belong to the value. */
function readFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  let last: string | null = null;
  let depth = 0;
  for (const part of text.split(',')) {
    const [, name, value] = depth === 0 ? (/^([\w.]+)=(.*)$/.exec(part) ?? []) : [];
    if (name !== undefined) {
      last = name;
      fields.set(name, value!);
    } else if (last !== null) fields.set(last, `${fields.get(last)},${part}`);
    depth = Math.max(0, depth + part.split('{').length - part.split('}').length);
  }
  return fields;
}
