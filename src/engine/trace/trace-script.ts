import { MOST_TRACE } from '../../evidence/trace/call.ts';
import { quoteWord } from '../../model/quote-word.ts';

/** Where the standard output of the host goes. */
export const OUTPUT = 'control/stdout';
/** Standard error, with the lines on calls. */
export const ERRORS = 'control/stderr';
/** The most that is kept of standard output, in bytes. */
export const STDOUT_BYTES = 64 << 10;

/**
 * The script of the shell that starts a host and ends it after `seconds`. Both streams are bounded, and what comes after the
 * bound is read and dropped. It prints `late` where the time was over, and `long` where standard error was cut.
 */
export function traceScript(command: readonly string[], seconds: number): string {
  const words = ['timeout', '--foreground', '-s', 'KILL', `${seconds}`, ...command];
  const keep = (file: string, most: number, mark: string) =>
    `{ head -c ${most} >${file}; [ "$(head -c 1 | wc -c)" = 1 ] && ${mark}; cat >/dev/null; } <${file}.pipe &`;
  return `mkfifo ${OUTPUT}.pipe ${ERRORS}.pipe
${keep(OUTPUT, STDOUT_BYTES, ':')}
first=$!
${keep(ERRORS, MOST_TRACE, 'echo long')}
second=$!
set +e
started=$(date +%s)
${words.map(quoteWord).join(' ')} </dev/null >${OUTPUT}.pipe 2>${ERRORS}.pipe
code=$?
wait $first $second
[ $code -eq 137 ] && [ $(($(date +%s) - started)) -ge ${seconds} ] && echo late
exit $code`;
}
