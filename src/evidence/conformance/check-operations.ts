import type { Operation } from './operation.ts';

/** The signals that a test may send; others say nothing to a guest, or end the machine's own processes. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGKILL', 'SIGUSR1', 'SIGUSR2'];

/** Which way a stream goes, seen from the guest. */
const STREAMS: Readonly<Record<string, 'in' | 'out'>> = { stdin: 'in', stdout: 'out', stderr: 'out' };

/**
 * Why the operations of a test cannot be carried out in their order; null where they can. As the public runner checks them
 * before a run: one process at a time, streams that exist and go the right way, connections with names of their own, and
 * nothing left at the end.
 */
export function checkOperations(operations: readonly Operation[]): string | null {
  let running = false;
  const connections = new Set<string>();
  for (const [index, operation] of operations.entries()) {
    const at = `operation ${index + 1} (${operation.type})`;
    if (operation.type === 'run') {
      if (running) return `${at}: a process runs already`;
      running = true;
      continue;
    }
    if (!running) return `${at}: no process runs`;
    const wrong = checkOne(operation, connections);
    if (wrong !== null) return `${at}: ${wrong}`;
    if (operation.type !== 'wait') continue;
    running = false;
    connections.clear();
  }
  return running ? 'the last process is never waited for' : null;
}

function checkOne(operation: Exclude<Operation, { type: 'run' }>, connections: Set<string>): string | null {
  switch (operation.type) {
    case 'read':
    case 'write': {
      const way = Object.hasOwn(STREAMS, operation.id) ? STREAMS[operation.id] : undefined;
      if (way === undefined) return `there is no stream ${JSON.stringify(operation.id)}`;
      return way === (operation.type === 'read' ? 'out' : 'in') ? null : `${operation.id} goes the other way`;
    }
    case 'connect':
      if (operation.protocol_type !== 'tcp') return `the protocol ${operation.protocol_type} is not supported`;
      if (connections.has(operation.id)) return `there is a connection ${operation.id} already`;
      connections.add(operation.id);
      return null;
    case 'send':
    case 'recv':
      return connections.has(operation.id) ? null : `there is no connection ${JSON.stringify(operation.id)}`;
    case 'kill':
      return SIGNALS.includes(operation.signal) ? null : `${JSON.stringify(operation.signal)} is no signal to send`;
    default:
      return null;
  }
}
