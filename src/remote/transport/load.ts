import { ownFolder } from '../../system/own-folder.ts';
import { RpcError, type Transport } from './transport.ts';

/**
 * Loads what speaks gRPC: it takes longer to start than many a command of emrift, so only who asks for it waits for it. Rejects
 * with `ProblemInInput` where the installation is incomplete.
 */
export async function loadTransport(): Promise<Transport> {
  const { openTransport } = await import('./grpc.ts');
  return openTransport(ownFolder(), (code, message) => new RpcError(code, message));
}
