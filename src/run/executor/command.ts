import type { Script } from '../../system/sandbox/isolation.ts';
import { PLACES } from '../mounts/places.ts';

/** The exit code with which the shell around a step says that it could not prepare it. */
export const UNPREPARED_CODE = 251;

/** More tasks than this the kernel refuses: it lies above the limit that is watched, so that a bomb is seen and named. */
const MOST_TASKS = 16_384;

/**
 * Gives the step to a shell of its own and reports the CPU time of it and all its children on file descriptor 3, which the
 * step itself does not get. Before that it copies a warmed cache into memory, where one is mounted. No core files: whether
 * one is written depends on the machine, and the shell says so. The number of tasks is bounded under dash's name for it,
 * else under bash's.
 */
export function wrapStep(command: string): Script {
  const script = [
    'ulimit -c 0',
    `{ ulimit -p ${MOST_TASKS} || ulimit -u ${MOST_TASKS}; } 2>/dev/null`,
    `if [ -d ${PLACES.goWarmCache} ]; then cp -r ${PLACES.goWarmCache}/. ${PLACES.goCache}/ || exit ${UNPREPARED_CODE}; fi`,
    'times >&3',
    '/bin/sh -ec "$1" 3>&-',
    'code=$?',
    'times >&3',
    'exit $code',
  ];
  return { text: script.join('; '), args: [command] };
}

/** The CPU time of the children between two calls of `times` (POSIX, 2.14): user and system, as `1m2.5s 0m0.25s`. */
export function readTimes(report: string): number {
  const lines = report.trimEnd().split('\n');
  return lines.length < 4 ? 0 : Math.round(sumTimes(lines.at(-1)!) - sumTimes(lines[1]!));
}

function sumTimes(line: string): number {
  let ms = 0;
  for (const [, minutes, seconds] of line.matchAll(/(\d{1,9})m(\d{1,2}(?:\.\d{1,9})?)s/g)) {
    ms += Number(minutes) * 60_000 + Number(seconds) * 1000;
  }
  return ms;
}
