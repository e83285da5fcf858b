import { sha256 } from '../../model/canonical.ts';
import { CONTROLS, NO_WIDTH, TURNS } from '../../model/invisible.ts';

/** The longest subject, in UTF-16 units; what is longer is cut and ends in a digest of the whole. */
export const MAX_SUBJECT = 160;

const UNSEEN = new RegExp(`[${CONTROLS}${TURNS}${NO_WIDTH}]+`, 'g');
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text from a log made fit to name a break: one line, no control or invisible characters, blanks folded, at most
 * `MAX_SUBJECT` long. Different long texts stay different. Null where nothing remains.
 */
export function cleanSubject(text: string): string | null {
  // Only what may be kept is looked at, so that a megabyte of symbol costs no more than hashing it.
  const head = text
    .slice(0, MAX_SUBJECT * 4)
    .replace(UNSEEN, ' ')
    .replace(/ +/g, ' ')
    .replace(LONE_SURROGATE, '\ufffd')
    .trim();
  if (text.length <= MAX_SUBJECT * 4 && head.length <= MAX_SUBJECT) return head || null;
  const kept = head
    .slice(0, MAX_SUBJECT - 10)
    .replace(LONE_SURROGATE, '')
    .trimEnd();
  return `${kept}~${sha256(text).slice(0, 8)}`;
}
