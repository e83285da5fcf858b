/** A word in the quotes of `sh`, which reads it back whatever is in it (POSIX.1-2024, 2.2.2 "Single-Quotes"). */
export function quoteWord(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
