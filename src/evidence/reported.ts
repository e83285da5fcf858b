/** A value longer than this is output and no value. */
const LONGEST_VALUE = 240;

/**
 * What standard output reports: the value behind `name=` in the last line that begins so, of the names asked for. Blanks at
 * its ends are dropped; a value that is too long or that a reader could not see whole is left out.
 */
export function readReported(names: readonly string[], stdout: string): Readonly<Record<string, string>> {
  const reported: Record<string, string> = {};
  const wanted = new Set(names);
  for (const line of wanted.size > 0 ? stdout.split(/\r?\n/) : []) {
    const at = line.indexOf('=');
    const name = line.slice(0, Math.max(at, 0));
    if (!wanted.has(name)) continue;
    const value = line.slice(at + 1).trim();
    if (value.length <= LONGEST_VALUE && !/[\p{C}\p{Zl}\p{Zp}]/u.test(value)) reported[name] = value;
  }
  return reported;
}
