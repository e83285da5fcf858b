import type { WorkerFacts } from '../../engine/worker/describe-store.ts';

/** Says what a worker with this store has to announce, for people who set one up. */
export function describeFacts({ set, toolchains, casd, inject }: WorkerFacts): string {
  const list = (args: readonly string[]) => args.map((arg) => `  ${arg}`);
  return [
    `${toolchains.length} toolchains: ${toolchains.join(', ')}`,
    '',
    'A scheduler that picks workers by their properties (Buildbarn) announces, and matrix.yaml asks for:',
    `  emrift-store=${set}`,
    '',
    'buildbox-casd with the whole store; matrix.yaml asks for unixUID=1000:',
    ...list(casd),
    '',
    'buildbox-casd with each toolchain by itself; matrix.yaml has `toolchains: inject`, and asks for unixUID=1000:',
    ...list(inject),
  ].join('\n');
}
