import { type AnswerSources, createAnswerer, type LogAnswer, type ModuleAnswer } from './answer.ts';

/** What the page sends: first the sources, then one log or file after the other. */
export type ToWorker =
  | { readonly kind: 'sources'; readonly sources: AnswerSources }
  | { readonly kind: 'ask'; readonly name: string; readonly given: string | Blob };

/** What comes back: an answer, or what is wrong with what was given. */
export type FromWorker = (LogAnswer | ModuleAnswer | { readonly kind: 'problem'; readonly message: string }) & {
  /** How long it took, in milliseconds. */
  readonly ms: number;
};

/** The largest file that is read into the memory of a page, in bytes. */
const LARGEST = 1 << 30;

type Answer = ReturnType<typeof createAnswerer>;

let answer: Answer | null = null;
addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'sources') answer = createAnswerer(data.sources);
  else postMessage(await answerTo(data.name, data.given));
});

async function answerTo(name: string, given: string | Blob): Promise<FromWorker> {
  const started = performance.now();
  const done = <Value extends object>(value: Value) => ({ ...value, ms: performance.now() - started });
  try {
    if (typeof given !== 'string' && given.size > LARGEST) {
      return done({ kind: 'problem', message: 'is larger than 1 GiB; the command line reads it' } as const);
    }
    const bytes =
      typeof given === 'string' ? new TextEncoder().encode(given) : new Uint8Array(await given.arrayBuffer());
    return done(answer!(name, bytes));
  } catch (error) {
    return done({ kind: 'problem', message: (error as Error).message } as const);
  }
}
