import { escapeText } from './markdown.ts';

/** A reference as markdown: addresses and `owner/repository#number` become links, anything else is text. */
export function formatReference(ref: string): string {
  if (/^https:\/\/[\w.-]+(?:\/[\w.~%+@:/#?=&,-]*)?$/.test(ref)) return `<${ref}>`;
  const issue = /^([\w.-]+\/[\w.-]+)#(\d+)$/.exec(ref);
  if (issue) return `[${escapeText(ref)}](https://github.com/${issue[1]}/issues/${issue[2]})`;
  return escapeText(ref);
}
