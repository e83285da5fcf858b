import { namedHosts } from '../conformance/host-command.ts';
import { openHosts } from '../conformance/open-hosts.ts';
import { findProject } from '../project/project.ts';
import { openSession, readMatrixFiles } from '../run/session.ts';
import { findStrace } from './strace-log.ts';
import { type Traced, type TraceRequest, traceModule } from './trace-module.ts';

/**
 * Traces a module under a host, `node=20` or the newest `node` of the matrix. Throws `ProblemInInput` for another host, or where
 * the machine lacks what the way needs, `InfrastructureError` where it cannot be had.
 */
export async function trace(
  request: TraceRequest,
  host: string,
  options: { readonly signal: AbortSignal; readonly note: (line: string) => void },
): Promise<Traced> {
  const [tool, version] = host.split('=');
  namedHosts([host]);
  // Before anything is fetched.
  if (request.way === 'system') findStrace();
  const session = await openSession(options);
  const files = readMatrixFiles(findProject().matrix);
  const axis = files.matrix.axes.find((one) => one.tool === tool);
  const asked = version ?? axis?.versions.at(-1)?.text ?? 'latest';
  const { hosts } = await openHosts(session, files, { host: [`${tool}=${asked}`], ...options });
  return await traceModule(request, hosts.at(-1)!, session.store.dir, options);
}
