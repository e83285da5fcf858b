import { SourceUnreachable } from './provider.ts';

/** A vendor that has not begun to answer by then (milliseconds) cannot be reached; a transfer may pause as long. */
const ANSWER_WITHIN = 5_000;
const PAUSE_WITHIN = 30_000;
/** No list of releases is larger, in bytes, or takes longer, in milliseconds. */
const LARGEST_LIST = 64 << 20;
const LIST_WITHIN = 60_000;

/** What a request needs of what a provider works with. */
export interface Asking {
  readonly signal: AbortSignal | undefined;
}

/** The vendor says that it does not give this; asking again would not help. */
export class NotGiven extends SourceUnreachable {}

/** Fetches a text. Throws `SourceUnreachable` with one line where that fails. */
export async function fetchText(url: string, context: Asking): Promise<string> {
  const chunks: Uint8Array[] = [];
  const until = Date.now() + LIST_WITHIN;
  let size = 0;
  for await (const chunk of readBody(url, await ask(url, context), context)) {
    size += chunk.length;
    if (size > LARGEST_LIST) throw new SourceUnreachable(`${url} is too large to be a list`);
    if (Date.now() > until) throw new SourceUnreachable(`${hostOf(url)} is too slow`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Whether a URL can be fetched, and how large it is; null where the server says that there is nothing. Throws
 * `SourceUnreachable` for any other answer.
 */
export async function askSize(url: string, context: Asking): Promise<number | null> {
  const response = await answer(url, context, { method: 'HEAD' });
  if (response.status === 404 || response.status === 403) return null;
  if (!response.ok) throw new SourceUnreachable(`${hostOf(url)} answers ${response.status}`);
  return Number(response.headers.get('content-length') ?? 0);
}

/**
 * Asks for a URL; gives an answer that has what was asked for. Throws `SourceUnreachable` where there may be one
 * another time, `NotGiven` where not.
 */
export async function ask(
  url: string,
  context: Asking,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const response = await answer(url, context, { headers });
  if (response.ok && response.body) return response;
  await response.body?.cancel().catch(() => {});
  const said = `${hostOf(url)} answers ${response.status}`;
  // Of what the client did wrong only haste and a range that is none any more pass by themselves (RFC 9110, 15.5).
  const passes = response.status >= 500 || [408, 416, 425, 429].includes(response.status);
  throw passes ? new SourceUnreachable(said) : new NotGiven(said);
}

/** The bytes of an answer as they come. Throws `SourceUnreachable` where they break off. */
export async function* readBody(url: string, response: Response, context: Asking): AsyncGenerator<Uint8Array> {
  const reader = response.body!.getReader();
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), PAUSE_WITHIN, `${hostOf(url)} stopped sending`);
      if (done) return;
      yield value;
    }
  } catch (error) {
    context.signal?.throwIfAborted();
    if (error instanceof SourceUnreachable) throw error;
    throw new SourceUnreachable(`${hostOf(url)} broke off: ${reasonOf(error)}`);
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function answer(url: string, context: Asking, init: RequestInit): Promise<Response> {
  const control = new AbortController();
  const abort = () => control.abort();
  context.signal?.addEventListener('abort', abort, { once: true });
  try {
    const asked = fetch(url, { ...init, signal: control.signal, redirect: 'follow' });
    return await within(asked, ANSWER_WITHIN, 'no answer within 5 seconds');
  } catch (error) {
    control.abort();
    context.signal?.throwIfAborted();
    throw new SourceUnreachable(`${hostOf(url)}: ${reasonOf(error)}`);
  }
}

async function within<T>(promise: Promise<T>, limit: number, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SourceUnreachable(message)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** fetch hides the reason in a chain of causes. */
function reasonOf(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  const { code, message } = deepest as NodeJS.ErrnoException;
  return code ?? message ?? 'unknown reason';
}

/** The host of a URL, for messages. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
