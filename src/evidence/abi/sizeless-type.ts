/**
 * The type of a memory or table without how large it is to begin with, which follows the program and not the toolchain:
 * `pages` of `272 pages`, `bounded pages` of `256..32768 pages`, `funcref` of `funcref, 1 elements`. Others stay.
 */
export function sizelessType(kind: string, type: string): string {
  if (kind === 'memory') return type.replace(/^\d+(\.\.\d+)?(?= pages)/, (_, max) => (max ? 'bounded' : '')).trim();
  return kind === 'table' ? type.replace(/, \d+(?:\.\.\d+)? elements/, '') : type;
}
