import type { Trace } from '../../evidence/trace/call.ts';
import { readWasmtimeTrace, WASMTIME_GAPS } from '../../evidence/trace/read-wasmtime.ts';
import { readWazeroTrace, WAZERO_GAPS } from '../../evidence/trace/read-wazero.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { HostToolchain } from '../conformance/host-command.ts';

/**
 * Who records calls: the host in a log of its own; the module, into which a recorder is put; or that and the system, which strace
 * asks what the host does for each call.
 */
export const WAYS = ['log', 'module', 'system'] as const;

/** One of `WAYS`. */
export type Way = (typeof WAYS)[number];

/** How a host is made to log its calls on standard error, and how that is read. */
export interface HostLog {
  /** The command that logs, of the one that does not. */
  command(plain: readonly string[]): readonly string[];
  read(text: string, most: number): Trace;
  /** The text without the lines of the log. */
  without(text: string): string;
  /** What the log never shows. */
  readonly gaps: readonly string[];
}

const WAZERO: HostLog = {
  command: (plain) => [...plain.slice(0, 2), '-hostlogging=all', ...plain.slice(2)],
  read: readWazeroTrace,
  without: (text) => text.replace(/.*(?:-->|\t==>|\t<==) .*/g, ''),
  gaps: WAZERO_GAPS,
};

/** RUST_BACKTRACE: else each error has a stack of many lines. */
const WASMTIME: HostLog = {
  command: (plain) => ['env', 'WASMTIME_LOG=wasmtime_wasi=trace', 'RUST_BACKTRACE=0', 'NO_COLOR=1', ...plain],
  read: readWasmtimeTrace,
  without: (text) => text.replace(/.* TRACE wiggle abi\{.*/g, ''),
  gaps: WASMTIME_GAPS,
};

/** The log that a host has. Of the others none reveals a call: WasmEdge, the binding of wasmtime, node:wasi but for numbers. */
function logOf({ tool, origin }: HostToolchain): HostLog | null {
  if (tool === 'wazero') return WAZERO;
  return tool === 'wasmtime' && origin === 'pypi-bin' ? WASMTIME : null;
}

/** The log to read, or the recorder's way. Throws `ProblemInInput` where a log is asked for and the host has none. */
export function chooseWay(host: HostToolchain, asked: Way | undefined): HostLog | 'module' | 'system' {
  if (asked === 'module' || asked === 'system') return asked;
  const log = logOf(host);
  if (log === null && asked === 'log') {
    throw new ProblemInInput(`${host.id} has no log of its calls`, {
      position: { file: '--from log' },
      hint: 'wazero has one, and wasmtime where it is its own command (wasmtime=49.0.3); --from module works with all',
    });
  }
  return log ?? 'module';
}
