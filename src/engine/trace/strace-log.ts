import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { MOST_TRACE } from '../../evidence/trace/call.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { Entry } from '../../run/executor/entry.ts';
import { withScratch } from '../../run/storage/scratch.ts';
import { findProgram } from '../../system/find-program.ts';
import { straceCommand } from '../../system/strace.ts';

/** What strace writes of all that runs in a sandbox. */
export interface StraceLog {
  /** The same way into the sandbox, under strace. */
  around(entry: Entry): Entry;
  /** What was written. `isCut`: that there was more than is kept. False: it is all. */
  read(): { readonly text: string; readonly isCut: boolean };
}

/** Where strace lies. Throws `ProblemInInput` where the machine has none. */
export function findStrace(): string {
  const program = findProgram('strace');
  if (program !== null) return program;
  throw new ProblemInInput('strace is not installed', {
    position: { file: '--from system' },
    hint: 'fix it with `apt-get install strace`',
  });
}

/** Opens a log beside the store, which is gone after `use`. Throws as `findStrace`. */
export async function withStraceLog<T>(
  store: string,
  onLeft: (line: string) => void,
  use: (log: StraceLog) => Promise<T>,
): Promise<T> {
  const program = findStrace();
  return await withScratch(
    store,
    async (scratch) => {
      const fd = openSync(join(scratch, 'strace'), 'w+');
      try {
        return await use({ around: (entry) => enterUnder(program, fd, entry), read: () => readLog(fd) });
      } finally {
        closeSync(fd);
      }
    },
    onLeft,
  );
}

/** Descriptors of a child above those that every process has. */
const FIRST = 3;

function enterUnder(program: string, fd: number, entry: Entry): Entry {
  return {
    ...entry,
    enter(...given) {
      const { command, descriptors = [], ...start } = entry.enter(...given);
      const strace = straceCommand(program, FIRST + descriptors.length, MOST_TRACE);
      return { ...start, command: [...strace, ...command], descriptors: [...descriptors, fd] };
    },
  };
}

function readLog(fd: number): { readonly text: string; readonly isCut: boolean } {
  const bytes = Buffer.alloc(MOST_TRACE);
  let size = 0;
  for (let read = -1; read !== 0 && size < bytes.length; size += read) {
    read = readSync(fd, bytes, size, bytes.length - size, size);
  }
  // Strace writes what is no ASCII as numbers.
  return { text: bytes.toString('latin1', 0, size), isCut: size === bytes.length };
}
