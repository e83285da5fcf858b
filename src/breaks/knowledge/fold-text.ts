/** Quotation marks of all kinds, as compilers print them by locale and as web pages change them. */
const QUOTES = /["`´‘’“”]/g;

/** A text without what tools and those who pass their words on are careless with: the case of letters, the kind of quotes. */
export function foldText(text: string): string {
  return text.toLowerCase().replace(QUOTES, "'");
}
