import { randomBytes } from 'node:crypto';
import { chmod, lstat, opendir, rename, rmdir, unlink } from 'node:fs/promises';

/** What stays of a tree that could not be removed: the system's error code, or that the time was over. */
export type Remainder = { readonly code: string };

/** How long a removal may take, in milliseconds. */
const LONGEST = 60_000;
/** Entries that are removed at the same time. */
const PARALLEL = 32;
/** What removing a file, or what looked like one, says of a folder (unlink(2); POSIX has EPERM). */
const IS_FOLDER = ['EISDIR', 'EPERM'];

/**
 * Removes whatever lies at a path, hostile or not: no link is followed, no name need be text, and no depth is too deep,
 * for every folder is moved up before it is emptied. Folders whose owner may not write are made writable. Works for a
 * bounded time and never on the calling thread; null where nothing is left.
 */
export async function removeTree(path: string, longest = LONGEST): Promise<Remainder | null> {
  const removal = new Removal(Buffer.from(path), Date.now() + longest);
  try {
    await removal.run();
  } catch (error) {
    removal.note(error);
  }
  return removal.left;
}

/** One removal under way. What cannot be removed does not keep it from removing the rest. */
class Removal {
  left: Remainder | null = null;
  readonly #root: Buffer;
  readonly #until: number;
  /** Names that nobody else has chosen. */
  readonly #token = randomBytes(8).toString('hex');
  readonly #waiting: Buffer[] = [];
  #count = 0;

  constructor(root: Buffer, until: number) {
    this.#root = root;
    this.#until = until;
  }

  note(error: unknown): void {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code !== 'ENOENT') this.left ??= { code };
  }

  async run(): Promise<void> {
    if (!(await lstat(this.#root)).isDirectory()) return await unlink(this.#root);
    await this.#empty(this.#root, (folder) => this.#drain(folder));
  }

  /** Removes a folder that lies directly in the root; the folders in it are moved beside it and wait for their turn. */
  async #drain(folder: Buffer): Promise<void> {
    this.#waiting.push(folder);
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) {
      const emptied = this.#empty(next, async (inner) => {
        const beside = Buffer.concat([this.#root, Buffer.from(`/${this.#token}-${this.#count++}`)]);
        // To move a folder is to change the entry `..` in it.
        await rename(inner, beside).catch(async () => {
          await chmod(inner, 0o700);
          await rename(inner, beside);
        });
        this.#waiting.push(beside);
      });
      await emptied.catch((error) => this.note(error));
    }
  }

  /** Removes a folder's files, does something with its folders, and removes it. */
  async #empty(folder: Buffer, onFolder: (inner: Buffer) => Promise<void>): Promise<void> {
    await chmod(folder, 0o700).catch(() => {});
    // What is removed while a folder is read may hide something else of it (readdir(3)).
    for (let round = 0; round < 10; round++) {
      await this.#emptyOnce(folder, onFolder);
      const full = await rmdir(folder).catch((error: NodeJS.ErrnoException) => error);
      if (!full) return;
      if (full.code !== 'ENOTEMPTY' || this.left) return this.note(full);
    }
  }

  async #emptyOnce(folder: Buffer, onFolder: (inner: Buffer) => Promise<void>): Promise<void> {
    // Latin 1 gives every byte of a name back.
    const entries = await opendir(folder, { encoding: 'latin1', bufferSize: 256 });
    const files: Promise<void>[] = [];
    for await (const entry of entries) {
      if (Date.now() > this.#until) throw Object.assign(new Error('too slow'), { code: 'ETIME' });
      const path = Buffer.concat([folder, Buffer.from(`/${entry.name}`, 'latin1')]);
      const removed = entry.isDirectory() ? onFolder(path) : this.#removeFile(path, onFolder);
      files.push(removed.catch((error) => this.note(error)));
      if (entry.isDirectory() || files.length >= PARALLEL) await Promise.all(files.splice(0));
    }
    await Promise.all(files);
  }

  async #removeFile(path: Buffer, onFolder: (inner: Buffer) => Promise<void>): Promise<void> {
    try {
      await unlink(path);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return;
      // Some file systems do not say what an entry is before it is asked for.
      if (!IS_FOLDER.includes(code) || !(await lstat(path)).isDirectory()) throw error;
      await onFolder(path);
    }
  }
}
