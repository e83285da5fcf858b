import { type AnyNode, type Options, type Program, parse } from 'acorn';

/** The longest script that is read, in characters without embedded files: its tree takes a hundred bytes for each. */
export const MOST_TEXT = 1 << 22;

/** A file in base64, of which the parser need not make a text. */
const EMBEDDED = /[A-Za-z0-9+/=]{10000,}/g;

const OPTIONS = {
  ecmaVersion: 'latest',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowHashBang: true,
  allowSuperOutsideMethod: true,
} as const satisfies Options;

/** A script or module as a tree; null where it is none, or longer than `MOST_TEXT`. */
export function parseScript(whole: string): Program | null {
  const text = whole.replace(EMBEDDED, '');
  if (text.length > MOST_TEXT) return null;
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return parse(text, { ...OPTIONS, sourceType });
    } catch (error) {
      // The other kind may allow what this one refuses; code that is too deep for the parser is no script for it.
      if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

/** Visits every node of a tree, without calls in calls: a stranger's code may be deep. */
export function walkScript(root: AnyNode, visit: (node: AnyNode) => void): void {
  const open: AnyNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    visit(node);
    // Made by the parser, a node has no members but its own; lists of them are not worth making for each.
    for (const key in node) {
      const value: unknown = node[key as keyof AnyNode];
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value)) for (const item of value) pushNode(open, item);
      else pushNode(open, value);
    }
  }
}

function pushNode(open: AnyNode[], value: unknown): void {
  if (typeof value === 'object' && value !== null && 'type' in value) open.push(value as AnyNode);
}
