/**
 * Terminal sequences: CSI (colours, cursor), OSC (titles, links, ended by BEL or ST), and two-character ones.
 * ECMA-48, 5.4 and 5.6. No two adjacent quantifiers share a character, so matching is linear.
 */
const TERMINAL = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[^[\]])?/g;

/** C0, DEL and C1 controls, line and paragraph separators, and marks that turn the direction of text. */
const CONTROLS = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const HAS_CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const TABS = /\t+/g;

/** Whether a line holds anything that `cleanLine` takes out, blanks at its end apart. */
export function isDirty(line: string): boolean {
  return HAS_CONTROL.test(line);
}

/** One line of a log without colours, control characters and blanks at its end. Tabs stay. */
export function cleanLine(line: string): string {
  return line.replace(TERMINAL, '').replace(CONTROLS, '').trimEnd();
}

/** A cleaned line as a field may hold it: no tabs either. */
export function flattenTabs(line: string): string {
  return line.includes('\t') ? line.replace(TABS, ' ') : line;
}
