import { CONTROLS_BUT_TABS, TURNS } from '../../model/invisible.ts';

/**
 * Terminal sequences: CSI (colours, cursor), OSC (titles, links, ended by BEL or ST), and two-character ones.
 * ECMA-48, 5.4 and 5.6. No two adjacent quantifiers share a character, so matching is linear.
 */
const TERMINAL = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[^[\]])?/g;

const UNSEEN = new RegExp(`[${CONTROLS_BUT_TABS}${TURNS}]`, 'g');
const HAS_UNSEEN = new RegExp(`(?!\n)[${CONTROLS_BUT_TABS}${TURNS}]`);
const TABS = /\t+/g;

/**
 * Whether a line holds anything that `stripControls` takes out, blanks at its end apart. False: it is clean already.
 */
export function isDirty(line: string): boolean {
  return HAS_UNSEEN.test(line);
}

/** One line of a log without colours, control characters and blanks at its end. Tabs stay. */
export function stripControls(line: string): string {
  return line.replace(TERMINAL, '').replace(UNSEEN, '').trimEnd();
}

/** A cleaned line as a field may hold it: no tabs either. */
export function flattenTabs(line: string): string {
  return line.includes('\t') ? line.replace(TABS, ' ') : line;
}
