/**
 * What a reader cannot see, or what turns the text around it, as parts of a regular expression's character class. Each reader
 * of texts says which of them it takes out, spells out or escapes.
 */

/** C0 controls, DEL and C1 controls (ECMA-48). */
export const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f';

/** C0 controls without the tab. */
export const CONTROLS_BUT_TABS = '\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f';

/** Line and paragraph separators, and marks that turn the reading direction (Unicode, UAX 9). */
export const TURNS = '\\u2028-\\u202e\\u2066-\\u2069';

/** Soft hyphens, joiners and spaces of no width. */
export const NO_WIDTH = '\\u00ad\\u200b-\\u200f\\u2060-\\u2065\\ufeff';

/** All that Unicode calls a format or a separator of lines; needs the flag `u`. */
export const FORMATS = '\\p{Cf}\\p{Zl}\\p{Zp}';
