import type { ActionResultMessage, ExecuteResponse, StatusMessage } from '../../remote/form/messages.ts';
import { CODE, type RpcError } from '../../remote/transport/transport.ts';

/** What an answer of a server means. */
export type Judged =
  /** Something was carried out; its report says what. */
  | { readonly kind: 'done'; readonly result: ActionResultMessage; readonly cached: boolean }
  /** The server, a worker or the network failed: elsewhere, or a moment later, it may go well. */
  | { readonly kind: 'again'; readonly reason: string }
  /** No repetition helps: the settings do not fit the server. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Codes that say that the request itself is wrong, or nobody may make it. */
const REFUSALS: readonly number[] = [
  CODE.invalidArgument,
  CODE.failedPrecondition,
  CODE.permissionDenied,
  CODE.unauthenticated,
  CODE.unimplemented,
];

/**
 * What the end of an execution means. The status comes before everything else: a lost worker, a timeout and a missing blob leave
 * an exit code that was never set, which reads as success.
 */
export function judgeResponse({ status, result, cachedResult, message }: ExecuteResponse): Judged {
  const code = status?.code ?? CODE.ok;
  if (code !== CODE.ok) return judgeStatus(status!, message);
  if (!result) return { kind: 'again', reason: 'the server gave no result' };
  return { kind: 'done', result, cached: cachedResult === true };
}

/** What a call that failed means. */
export function judgeError(error: RpcError): Judged {
  return judgeStatus({ code: error.code, message: error.message });
}

function judgeStatus({ code = 0, message: said, details = [] }: StatusMessage, remark?: string): Judged {
  const reason = (said || remark || `code ${code}`).split('\n')[0]!.slice(0, 300);
  // A blob that the server lost meanwhile (google.rpc.PreconditionFailure) is sent again.
  const lacksBlob =
    details.some(({ type_url }) => type_url.endsWith('PreconditionFailure')) || /missing|not found in/i.test(reason);
  if (code === CODE.failedPrecondition && lacksBlob) return { kind: 'again', reason };
  return { kind: REFUSALS.includes(code) ? 'refused' : 'again', reason };
}
