import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { InfrastructureError } from '../../model/errors.ts';
import type { LockedFile } from '../locked.ts';
import { type ProviderContext, SourceUnreachable } from './provider.ts';

/** A vendor that has not begun to answer by then (milliseconds) cannot be reached; a transfer may pause as long. */
const ANSWER_WITHIN = 5_000;
const PAUSE_WITHIN = 60_000;
/** No list of releases is larger, in bytes. */
const LARGEST_LIST = 64 << 20;

/** Fetches a text. Throws `SourceUnreachable` with one line where that fails. */
export async function fetchText(url: string, context: ProviderContext): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request(url, context)) {
    size += chunk.length;
    if (size > LARGEST_LIST) throw new SourceUnreachable(`${url} is too large to be a list`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Fetches a locked file to `path` and gives it with its real size and checksum. Refuses content that does not match;
 * stops where more comes than was announced.
 */
export async function fetchFile(
  url: string,
  path: string,
  locked: LockedFile,
  context: ProviderContext,
): Promise<LockedFile> {
  const hash = createHash('sha256');
  const limit = locked.estimated || locked.size === 0 ? 4e9 : locked.size;
  const file = await open(path, 'w');
  let size = 0;
  try {
    for await (const chunk of request(url, context)) {
      size += chunk.length;
      if (size > limit) throw new InfrastructureError(`${locked.name} is larger than the lock says`);
      hash.update(chunk);
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  const sha256 = hash.digest('hex');
  if (locked.sha256 && locked.sha256 !== sha256) {
    throw new InfrastructureError(`${locked.name} does not match its checksum: another content under its name`);
  }
  const { estimated: _, ...known } = locked;
  return { ...known, size, sha256 };
}

/** Whether a URL can be fetched, and how large it is; null where the server says that there is nothing. */
export async function askSize(url: string, context: ProviderContext): Promise<number | null> {
  const response = await answer(url, 'HEAD', context);
  if (response.status === 404 || response.status === 403) return null;
  if (!response.ok) throw new SourceUnreachable(`${new URL(url).host} answers ${response.status}`);
  return Number(response.headers.get('content-length') ?? 0);
}

async function* request(url: string, context: ProviderContext): AsyncGenerator<Uint8Array> {
  const response = await answer(url, 'GET', context);
  if (!response.ok || !response.body) throw new SourceUnreachable(`${new URL(url).host} answers ${response.status}`);
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), PAUSE_WITHIN, `${new URL(url).host} stopped sending`);
      if (done) return;
      yield value;
    }
  } catch (error) {
    context.signal?.throwIfAborted();
    if (error instanceof SourceUnreachable) throw error;
    throw new SourceUnreachable(`${new URL(url).host} broke off: ${reasonOf(error)}`);
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function answer(url: string, method: 'GET' | 'HEAD', context: ProviderContext): Promise<Response> {
  const control = new AbortController();
  const abort = () => control.abort();
  context.signal?.addEventListener('abort', abort, { once: true });
  try {
    const asked = fetch(url, { method, signal: control.signal, redirect: 'follow' });
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

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
