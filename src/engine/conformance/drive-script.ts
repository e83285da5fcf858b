import type { Operation } from '../../evidence/conformance/operation.ts';
import { quoteWord } from '../../model/quote-word.ts';

/** The most that is kept of one stream of a guest, in bytes; what comes after it is read and dropped. */
export const STREAM_BYTES = 4 << 20;

/** Files of the script: its report, and what the standard streams of each process left. */
export const REPORT = 'control/report';
/** Where the output of a process is kept. */
export const outputPath = (stream: 'stdout' | 'stderr', process: number) => `control/${stream}-${process}.txt`;
/** What a `write` operation, by its number, writes. */
export const payloadPath = (index: number) => `control/payload-${index}`;

/** How often the script looks whether something has come, in seconds. */
const LOOK_EVERY = 0.02;

/**
 * The script of the shell that carries out the operations of a test, each within `seconds`, and reports on them. The
 * streams of the guest are pipes: Node's own pipes for a child are sockets, on which some calls of WASI behave in another
 * way. Standard input stays open until the end, as in the public runner. Throws for an operation that needs a connection;
 * a test with one is not applicable and never gets here.
 */
export function driveScript(
  operations: readonly Operation[],
  commands: readonly (readonly string[])[],
  seconds: number,
): string {
  let process = -1;
  const wanted = { stdout: 0, stderr: 0 };
  const parts = operations.map((operation, index) => {
    switch (operation.type) {
      case 'run':
        process++;
        Object.assign(wanted, { stdout: 0, stderr: 0 });
        return startPart(index, process, commands[process]!);
      case 'read': {
        const stream = operation.id === 'stderr' ? 'stderr' : 'stdout';
        wanted[stream] += Buffer.byteLength(operation.payload);
        return readPart(index, outputPath(stream, process), wanted[stream], seconds);
      }
      case 'write':
        return writePart(index, seconds);
      case 'kill':
        return `kill -s ${operation.signal.slice('SIG'.length)} $pid 2>/dev/null; echo "${index} sent $?" >>${REPORT}`;
      case 'wait':
        return waitPart(index, seconds);
      default:
        throw new Error(`${operation.type} needs a guest with sockets`);
    }
  });
  return [PREAMBLE, ...parts, 'exit 0'].join('\n');
}

/** `late N`: operation N took too long, and nothing comes after it. */
const PREAMBLE = `set +e
: >${REPORT}
late() { echo "$1 late" >>${REPORT}; kill -s KILL $pid 2>/dev/null; exit 0; }`;

/** A background command of a shell ignores interrupts, which a guest's host must not inherit. */
function startPart(index: number, process: number, command: readonly string[]): string {
  const pipes = (['stdin', 'stdout', 'stderr'] as const).map((stream) => `control/${stream}-${process}`);
  const [input, output, errors] = pipes;
  const keep = (stream: 'stdout' | 'stderr') => {
    const file = outputPath(stream, process);
    const kept = `(ulimit -f ${STREAM_BYTES / 512}; cat >${file}) 2>/dev/null; cat >/dev/null; : >${file}.end`;
    return `: >${file}\n{ ${kept}; } <control/${stream}-${process} &\ndrains="$drains $!"`;
  };
  return `drains=
mkfifo ${pipes.join(' ')}
${keep('stdout')}
${keep('stderr')}
env --default-signal=INT,QUIT ${command.map(quoteWord).join(' ')} <${input} >${output} 2>${errors} &
pid=$!
exec 9>${input}
echo "${index} started" >>${REPORT}`;
}

function readPart(index: number, file: string, bytes: number, seconds: number): string {
  return `n=0
while [ "$(stat -c %s ${file})" -lt ${bytes} ] && [ ! -e ${file}.end ]; do
  n=$((n+1)); [ $n -gt ${Math.ceil(seconds / LOOK_EVERY)} ] && late ${index}
  sleep ${LOOK_EVERY}
done
echo "${index} read" >>${REPORT}`;
}

function writePart(index: number, seconds: number): string {
  return `timeout --foreground ${seconds} cat ${payloadPath(index)} >&9 2>/dev/null
code=$?; [ $code -eq 124 ] && late ${index}
echo "${index} wrote $code" >>${REPORT}`;
}

function waitPart(index: number, seconds: number): string {
  const late = `control/late-${index}`;
  return `(sleep ${seconds}; : >${late}; kill -s KILL $pid) 9>&- 2>/dev/null &
dog=$!
wait $pid; code=$?
kill $dog 2>/dev/null
exec 9>&-
wait $drains
[ -e ${late} ] && late ${index}
echo "${index} exit $code" >>${REPORT}`;
}
