import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { InfrastructureError } from '../../model/errors.ts';
import type { LockedFile } from '../lock/locked.ts';
import { type Asking, ask, hostOf, NotGiven, readBody } from './http.ts';
import { SourceUnreachable } from './provider.ts';

/** How long a download may take, and how it is tried again; times in milliseconds. */
export interface DownloadBounds {
  /** Bytes a second below which, over `window`, an attempt is given up. */
  readonly floor: number;
  readonly window: number;
  /** Attempts in a row that bring nothing worth the name. */
  readonly attempts: number;
  /** Before the second attempt; before each further one as much more. */
  readonly wait: number;
  /** All attempts together. */
  readonly longest: number;
}

const BOUNDS: DownloadBounds = { floor: 20_000, window: 30_000, attempts: 4, wait: 1_000, longest: 5_400_000 };

/** What an attempt has to bring so that the count begins anew, in bytes. */
const WORTH = 1 << 20;
/** No file that is locked without a size is larger. */
const LARGEST = 4e9;

/**
 * Fetches a locked file to `path` and gives it with its real size and checksum. What breaks off or becomes too slow
 * is tried again and goes on where it was. Refuses content that does not match; stops where more comes than was
 * announced. Throws `InfrastructureError` then, `SourceUnreachable` where the server gives nothing.
 */
export async function fetchFile(
  url: string,
  path: string,
  locked: LockedFile,
  context: Asking,
  bounds = BOUNDS,
): Promise<LockedFile> {
  const file = await open(path, 'w');
  try {
    const download = new Download(url, locked, file, context, bounds);
    await download.complete();
    const wasResumed = download.wasResumed && locked.sha256 !== undefined && locked.sha256 !== download.digest();
    // Halves of two different files: once more, and whole.
    if (wasResumed) await download.restart().then(() => download.complete());
    const sha256 = download.digest();
    if (locked.sha256 && locked.sha256 !== sha256) {
      throw new InfrastructureError(`${locked.name} does not match its checksum: another content under its name`);
    }
    const { estimated: _, ...known } = locked;
    return { ...known, size: download.size, sha256 };
  } finally {
    await file.close();
  }
}

/** One file on its way. */
class Download {
  size = 0;
  wasResumed = false;
  #hash: Hash = createHash('sha256');
  /** What shows whether the rest still belongs to the beginning (RFC 9110, 13.1.5). */
  #validator: string | null = null;
  readonly #url: string;
  readonly #locked: LockedFile;
  readonly #file: FileHandle;
  readonly #context: Asking;
  readonly #bounds: DownloadBounds;
  readonly #until: number;
  readonly #limit: number;

  constructor(url: string, locked: LockedFile, file: FileHandle, context: Asking, bounds: DownloadBounds) {
    this.#url = url;
    this.#locked = locked;
    this.#file = file;
    this.#context = context;
    this.#bounds = bounds;
    this.#until = Date.now() + bounds.longest;
    this.#limit = locked.estimated || locked.size === 0 ? LARGEST : locked.size;
  }

  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  async restart(): Promise<void> {
    await this.#file.truncate(0);
    this.size = 0;
    this.wasResumed = false;
    this.#hash = createHash('sha256');
    this.#validator = null;
  }

  /** Attempts until all is there. */
  async complete(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const before = this.size;
      try {
        return await this.#receive();
      } catch (error) {
        const isFinal = !(error instanceof SourceUnreachable) || error instanceof NotGiven;
        if (this.size - before > WORTH) attempt = 0;
        if (isFinal || attempt >= this.#bounds.attempts || Date.now() > this.#until) throw error;
        const { signal } = this.#context;
        await sleep(this.#bounds.wait * Math.max(attempt, 1), undefined, signal ? { signal } : {});
      }
    }
  }

  async #receive(): Promise<void> {
    const [url, context, locked] = [this.#url, this.#context, this.#locked];
    const from = this.#validator ? this.size : 0;
    const range = from > 0 ? { range: `bytes=${from}-`, 'if-range': this.#validator! } : {};
    const response = await ask(url, context, { 'accept-encoding': 'identity', ...range });
    const goesOn = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${from}-`);
    if (goesOn) this.wasResumed = true;
    else await this.restart();
    const etag = response.headers.get('etag');
    this.#validator = etag && !etag.startsWith('W/') ? etag : response.headers.get('last-modified');
    const speed = { since: Date.now(), bytes: 0 };
    for await (const chunk of readBody(url, response, context)) {
      if (this.size + chunk.length > this.#limit) {
        throw new InfrastructureError(`${locked.name} is larger than the lock says`);
      }
      await this.#file.write(chunk, 0, chunk.length, this.size);
      this.#hash.update(chunk);
      this.size += chunk.length;
      speed.bytes += chunk.length;
      this.#checkSpeed(speed);
    }
    if (!locked.estimated && this.size < locked.size) throw new SourceUnreachable(`${hostOf(url)} broke off`);
  }

  #checkSpeed(speed: { since: number; bytes: number }): void {
    const now = Date.now();
    const { floor, window } = this.#bounds;
    if (now > this.#until) throw new SourceUnreachable(`${hostOf(this.#url)} took too long for ${this.#locked.name}`);
    if (now - speed.since < window) return;
    if (speed.bytes / (now - speed.since) < floor / 1000) {
      throw new SourceUnreachable(`${hostOf(this.#url)} is too slow: less than ${floor / 1000} kB a second`);
    }
    speed.since = now;
    speed.bytes = 0;
  }
}
