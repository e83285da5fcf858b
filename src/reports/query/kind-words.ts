import { KIND_INFO } from '../../breaks/kinds/index.ts';
import type { Actor, KindInfo } from '../../breaks/kinds/kind-info.ts';
import { CODES, FINDINGS, isCode, type Kind } from '../../model/codes.ts';
import { asSentence } from '../text/words.ts';

/** What is said of a kind; `actor` as words for a sentence, empty where nothing is known. */
export type KindWords = Omit<KindInfo, 'actor'> & { readonly actor: string };

const ACTORS: Readonly<Record<Actor, string>> = {
  Go: 'the Go project',
  Emscripten: 'the Emscripten project',
  LLVM: 'the LLVM project',
  'the host': 'whoever makes the host that runs the module',
  'your build': 'you, in the commands or sources of your build',
  'the machine': 'whoever keeps the machine',
};

/** Who can act, as words for a sentence. */
export function actorWords(actor: Actor): string {
  return ACTORS[actor];
}

/** What is to be said of a kind; of one that the tables do not have, its name. */
export function kindInfoOf(kind: Kind): KindWords {
  const info = Object.hasOwn(KIND_INFO, kind) ? KIND_INFO[kind] : undefined;
  if (info) return { ...info, actor: ACTORS[info.actor] };
  const title = asSentence(kind.replaceAll('-', ' ')).slice(0, -1);
  return { title, meaning: asSentence(wrongOf(kind)), causes: [], cures: [], actor: '', silence: '' };
}

function wrongOf(kind: Kind): string {
  if (isCode(kind)) return CODES[kind].wrong;
  return Object.hasOwn(FINDINGS, kind) ? FINDINGS[kind].wrong : '';
}
