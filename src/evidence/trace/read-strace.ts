import type { SystemCall } from './call.ts';

/**
 * What a line of strace's output says of one call: that it began, that it ended, or both. Arguments are those that the line
 * tells, at the end all of them.
 */
export interface StraceEvent {
  readonly thread: number;
  readonly at: 'begin' | 'end' | 'both';
  readonly call: SystemCall;
}

/** The most characters that are kept of arguments and of a result. */
const LONGEST = 1000;

/** `12 read(0, …`: strace pads numbers of threads. */
const LINE = /^(\d{1,10}) +(.*)$/;
const RESUMED = /^<\.\.\. (\w{1,60}) resumed>/;
const NAME = /^(\w{1,60})\(/;
const TOOK = / <(\d{1,10}\.\d{1,9})>$/;
const UNFINISHED = ' <unfinished ...>';
const RETURN = ') = ';

/**
 * Reads what `strace -f -T -a 1` writes (strace(1); 5.10 to 6.1), a line at a time, as it went. Signals and ends of processes, lines
 * that are not whole or can be none, and the end of a call whose begin is not there are passed over.
 */
export function* readStrace(text: string): Generator<StraceEvent> {
  const open = new Map<number, { readonly name: string; readonly args: string }>();
  for (let from = 0, to = 0; ; from = to + 1) {
    to = text.indexOf('\n', from);
    // A last line without an end was cut.
    if (to < 0) return;
    const [, number, said = ''] = LINE.exec(text.slice(from, to)) ?? [];
    if (number === undefined) continue;
    const thread = Number(number);
    const resumed = RESUMED.exec(said);
    if (resumed) {
      const begun = open.get(thread);
      open.delete(thread);
      if (!begun || begun.name !== resumed[1]) continue;
      yield { thread, at: 'end', call: readEnd(begun.name, begun.args + said.slice(resumed[0].length)) };
      continue;
    }
    const [head, name] = NAME.exec(said) ?? [];
    if (head === undefined || name === undefined) continue;
    const rest = said.slice(head.length);
    if (rest.endsWith(UNFINISHED)) {
      const args = rest.slice(0, -UNFINISHED.length);
      open.set(thread, { name, args });
      yield { thread, at: 'begin', call: { name, args: shorten(args), result: null, errno: null, nanoseconds: null } };
    } else if (rest.includes(RETURN)) yield { thread, at: 'both', call: readEnd(name, rest) };
  }
}

/** Of `0, "a", 1) = 1 <0.000010>`. What did not come back is `?`, where its process was ended as `<unfinished ...>) = ?`. */
function readEnd(name: string, text: string): SystemCall {
  const took = TOOK.exec(text);
  const told = took ? text.slice(0, took.index) : text;
  const at = told.lastIndexOf(RETURN);
  const came = at < 0 ? '?' : told.slice(at + RETURN.length).trim();
  const given = at < 0 ? told : told.slice(0, at);
  const args = (given.endsWith(UNFINISHED) ? given.slice(0, -UNFINISHED.length) : given).trimEnd();
  const errno = /^-1 (E[A-Z0-9]{1,30})(?: |$)/.exec(came)?.[1] ?? null;
  const isBack = !came.startsWith('?');
  return {
    name,
    args: shorten(args),
    result: isBack ? shorten(errno === null ? came : '-1') : null,
    errno,
    nanoseconds: took && isBack ? Math.round(Number(took[1]) * 1e9) : null,
  };
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
