import type { LedTo, SystemCall, TracedCall } from './call.ts';
import { readStrace, type StraceEvent } from './read-strace.ts';

/** The system calls of a host, by what the guest was doing meanwhile. */
export interface SystemTrace {
  /** Of each call of the guest, in their order, as far as they are known to the end. */
  readonly byCall: readonly (readonly LedTo[])[];
  /** How many there were outside of calls: the host's own. */
  readonly outside: Outside;
  /** Whether all is here. False: of later calls of the guest nothing is known. */
  readonly isWhole: boolean;
}

/** How many system calls a host made that belong to no call of its guest. */
export interface Outside {
  readonly before: number;
  readonly between: number;
  readonly after: number;
}

/** The most system calls that are kept. */
const MOST_SYSTEM_CALLS = 400_000;

/** The recorder writes twice around each call of the guest, and each of its writes begins and ends. */
const [STEPS, INSIDE] = [4, 2] as const;

/**
 * Finds in strace's output the system calls that a host made for each call of its guest. The recorder in the guest writes
 * `mark` before and after each call (`Writing`, "around calls"); what the threads of the process that writes it begin and end
 * between the two belongs to that call. `isCut`: whether the text is only the beginning of all. False: it is all.
 */
export function readSystemCalls(text: string, mark: string, isCut: boolean): SystemTrace {
  const isHost = findHost(text, mark);
  const begun = new Map<number, number>();
  const byCall: Call[] = [];
  const outside = { before: 0, between: 0, after: 0 };
  let [step, kept, sinceMark] = [0, 0, 0];
  for (const event of readStrace(text)) {
    const { thread, at, call } = event;
    if (!isHost(thread)) continue;
    const from = at === 'both' ? step : begun.get(thread);
    if (isMark(event, mark)) {
      const index = Math.floor(step / STEPS);
      (byCall[index] ?? openCall(byCall, index)).writers.push(thread);
      step = stepOn(event, step);
      if (at === 'begin') continue;
      outside.between += sinceMark;
      sinceMark = 0;
    } else if (at === 'begin') begun.set(thread, step);
    else if (from === step && step % STEPS === INSIDE) {
      if (++kept > MOST_SYSTEM_CALLS) break;
      const index = Math.floor(step / STEPS);
      const { made } = byCall[index] ?? openCall(byCall, index);
      made.push({ thread, call });
    } else if (step === 0) outside.before++;
    else sinceMark++;
  }
  const isWhole = !isCut && kept <= MOST_SYSTEM_CALLS;
  const known = Math.floor((step + (isWhole ? INSIDE : 0)) / STEPS);
  return {
    byCall: Array.from({ length: known }, (_, call) => ledTo(byCall[call])),
    outside: { ...outside, after: sinceMark },
    isWhole,
  };
}

/**
 * The calls of a guest with the system calls that each led to, null where they are not known. `proc_exit` is the end of the
 * guest: what the host then does is its own, and counts as what comes after.
 */
export function withSystemCalls(
  calls: readonly TracedCall[],
  { byCall, outside }: SystemTrace,
): { readonly calls: readonly TracedCall[]; readonly outside: Outside } {
  let { after } = outside;
  const joined = calls.map((call, at): TracedCall => {
    const system = byCall[at] ?? null;
    if (call.function !== 'proc_exit' || system === null) return { ...call, nanoseconds: null, system };
    after += system.length;
    return { ...call, nanoseconds: null, system: [] };
  });
  return { calls: joined, outside: { ...outside, after } };
}

/** What is known of a call of the guest: which threads wrote the marks around it, and what was made in between. */
interface Call {
  readonly writers: number[];
  readonly made: { readonly thread: number; readonly call: SystemCall }[];
}

function openCall(byCall: Call[], index: number): Call {
  const call = { writers: [], made: [] };
  byCall[index] = call;
  return call;
}

/** A host may go on with its guest in another thread, so that those count that wrote either mark. */
function ledTo(call: Call | undefined): readonly LedTo[] {
  return call?.made.map(({ thread, call: one }) => ({ ...one, isAside: !call.writers.includes(thread) })) ?? [];
}

/** Where the steps of the recorder's writes stand after an event of one; one that failed is made again. */
function stepOn({ at, call }: StraceEvent, step: number): number {
  const isDone = call.errno === null && call.result !== null;
  if (at === 'begin') return step + 1;
  if (at === 'both') return isDone ? step + 2 : step;
  return isDone ? step + 1 : step - 1;
}

/** Where in the arguments of a write the first of its bytes stand: behind the descriptor, in a list behind a name too. */
const FIRST_BYTES = /^\d{1,10}, (?:\[\{iov_base=)?"/;

function isMark({ call: { name, args } }: StraceEvent, mark: string): boolean {
  if (!name.includes('write')) return false;
  const start = FIRST_BYTES.exec(args)?.[0].length;
  return start !== undefined && args.startsWith(mark, start);
}

/**
 * Which threads are the host's: those of the process that writes the recorder's mark first, for whoever reads that from it
 * may write it on. In strace's output threads and processes have numbers of one kind.
 */
function findHost(text: string, mark: string): (thread: number) => boolean {
  const startedBy = new Map<number, number>();
  let writer: number | null = null;
  for (const event of readStrace(text)) {
    if (writer === null && isMark(event, mark)) writer = event.thread;
    const started = event.at === 'begin' ? null : startedThread(event.call);
    if (started !== null) startedBy.set(started, event.thread);
  }
  const leaders = new Map<number, number>();
  const leaderOf = (thread: number): number => {
    const known = leaders.get(thread);
    if (known !== undefined) return known;
    let leader = thread;
    // A number that was given twice could lead in a circle.
    for (let left = startedBy.size; left > 0; left--) {
      const starter = startedBy.get(leader);
      if (starter === undefined) break;
      leader = starter;
    }
    leaders.set(thread, leader);
    return leader;
  };
  const host = writer === null ? null : leaderOf(writer);
  return (thread) => host !== null && leaderOf(thread) === host;
}

/**
 * The thread that a call started in its own process; null for none. In a namespace of processes the call gives the number
 * there, and strace adds in a comment the one by which it knows the thread: `13992 in strace's PID NS`.
 */
function startedThread({ name, args, result }: SystemCall): number | null {
  if (!name.startsWith('clone') || !args.includes('CLONE_THREAD')) return null;
  const [, inside, outside] = /^(\d{1,10})(?: \/\* (\d{1,10}) in )?/.exec(result ?? '') ?? [];
  return inside === undefined ? null : Number(outside ?? inside);
}
