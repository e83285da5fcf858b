import { cutsWord } from './patterns.ts';
import type { NamedUse } from './use.ts';

/** Reads which names settings list. */
export interface ListFinder {
  /** The settings. */
  readonly words: readonly string[];
  /** The names that stand near the settings' places in a file: `EXPORTED_FUNCTIONS _malloc`; `*` for a file of names. */
  readonly read: (
    text: string,
    found: readonly { readonly word: string; readonly places: readonly number[] }[],
  ) => readonly string[];
}

/** How far from a setting its list may stand, in bytes each way: the list may be a variable's, defined before. */
const FAR = 4000;

/** The most places of one setting that are looked at. */
const MOST_PLACES = 12;

/** Prepares the search for the names that uses have and that settings may list. */
export function compileLists(uses: readonly NamedUse[]): ListFinder {
  const names = new Map<string, Set<string>>();
  for (const { use } of uses) {
    for (const word of use.unlessListed ?? []) {
      const known = names.get(word) ?? new Set<string>();
      for (const name of use.names ?? []) known.add(name);
      names.set(word, known);
    }
  }
  return {
    words: [...names.keys()],
    read: (text, found) => [
      ...new Set(
        found.flatMap(({ word, places }) => readList(text, word, places.slice(0, MOST_PLACES), names.get(word)!)),
      ),
    ],
  };
}

function readList(
  text: string,
  word: string,
  places: readonly number[],
  names: ReadonlySet<string>,
): readonly string[] {
  return places.flatMap((at) => {
    // `-sEXPORTED_FUNCTIONS=@names.txt`: what the file lists is not known.
    if (/^["' =[\\]{0,6}[@$`]/.test(text.slice(at + word.length, at + word.length + 8))) return [`${word} *`];
    const near = text.slice(Math.max(0, at - FAR), at + FAR);
    return [...names].filter((name) => isListed(near, name)).map((name) => `${word} ${name}`);
  });
}

/** Whether a name stands by itself, not as a member of something. False: it is part of another, or not there. */
function isListed(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (text[at - 1] !== '.' && !cutsWord(text, at) && !cutsWord(text, at + name.length)) return true;
  }
  return false;
}
