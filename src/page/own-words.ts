import { diffWordsWithSpace } from 'diff';

/** The longest that two messages are compared, in milliseconds. */
const TIMEOUT = 50;

/** A piece of a message; its own are what the other message does not have. */
export interface MessagePiece {
  readonly text: string;
  readonly isOwn: boolean;
}

/** A message in pieces: what it has of its own beside another, with the blanks between own words, and the rest. */
export function splitOwn(message: string, other: string): readonly MessagePiece[] {
  const found = message === other ? undefined : diffWordsWithSpace(other, message, { timeout: TIMEOUT });
  const pieces = (found ?? [{ value: message, added: false, removed: false }])
    .filter(({ removed }) => !removed)
    .map(({ value, added }) => ({ text: value, isOwn: added === true }));
  const joined: MessagePiece[] = [];
  for (const [at, { text, isOwn }] of pieces.entries()) {
    const last = joined.at(-1);
    const isGap = last?.isOwn === true && pieces[at + 1]?.isOwn === true && text.trim() === '';
    if (last && (isGap || last.isOwn === isOwn))
      joined[joined.length - 1] = { text: last.text + text, isOwn: last.isOwn };
    else joined.push({ text, isOwn });
  }
  return joined.flatMap(trimOwn);
}

/** Blanks at the ends of what is its own tell nothing. */
function trimOwn({ text, isOwn }: MessagePiece): readonly MessagePiece[] {
  if (!isOwn) return [{ text, isOwn }];
  const words = text.trim();
  const at = text.indexOf(words);
  return [
    { text: text.slice(0, at), isOwn: false },
    { text: words, isOwn: words !== '' },
    { text: text.slice(at + words.length), isOwn: false },
  ].filter((piece) => piece.text !== '');
}
