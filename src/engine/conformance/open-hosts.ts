import { selectAxes } from '../../matrix/axes.ts';
import { InfrastructureError } from '../../model/errors.ts';
import { describeUnavailable } from '../../model/toolchain.ts';
import { announceDownloads, ensureToolchain } from '../../toolchains/ensure.ts';
import { countDownloads, planToolchains } from '../../toolchains/plan-toolchains.ts';
import type { MatrixFiles, Session } from '../run/session.ts';
import { type HostToolchain, isWasiHost, namedHosts } from './host-command.ts';

/** Hosts that are there, and why each of the others is not. */
export interface OpenedHosts {
  readonly hosts: readonly HostToolchain[];
  readonly unavailable: readonly string[];
}

/**
 * Installs the hosts of the matrix that run modules of WASI, or those that `--host` names. Throws `ProblemInInput` for what
 * is no such host or version, `InfrastructureError` where no source answers, the disk is full or none could be had.
 */
export async function openHosts(
  { store, sources }: Session,
  { matrix, lock }: MatrixFiles,
  options: {
    readonly host: readonly string[] | undefined;
    readonly signal: AbortSignal;
    readonly note: (line: string) => void;
  },
): Promise<OpenedHosts> {
  const { host, signal, note } = options;
  const named = namedHosts(host);
  const { axes } = selectAxes(matrix, 'default', host ? { host } : {});
  const wanted = axes.filter(({ tool }) => named.has(tool));
  const { columns, lines } = await planToolchains(wanted, lock, store, sources);
  for (const line of lines) note(line);
  await announceDownloads(store, countDownloads(columns, store.platform), note);
  const hosts: HostToolchain[] = [];
  const unavailable: string[] = [];
  for (const column of columns) {
    const had = await ensureToolchain(column, store, sources, { signal, onProgress: note });
    if (had.kind === 'unavailable') unavailable.push(describeUnavailable(column.id, had.reason));
    else if (isWasiHost(had.toolchain.tool)) hosts.push({ ...had.toolchain, tool: had.toolchain.tool });
  }
  if (hosts.length === 0)
    throw new InfrastructureError(unavailable[0] ?? 'the matrix has no host that runs modules of WASI');
  return { hosts, unavailable };
}
