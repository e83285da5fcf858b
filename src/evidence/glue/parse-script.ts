import { type AnyNode, type Options, Parser, type Program } from 'acorn';

/** The longest script that is read, in characters without embedded files: its tree takes a hundred bytes for each. */
export const MOST_TEXT = 1 << 22;

/** How a file in base64 begins, of which the parser need not make a text, and what ends it. */
const EMBEDDED = /[A-Za-z0-9+/=]{10000}/g;
const NO_BASE64 = /[^A-Za-z0-9+/=]/g;

/**
 * The parser's methods that call each other for each level of nesting, one of them in every circle of calls, and what each
 * takes of the stack beside a further operand of `a + b + c`, which takes least.
 */
const NESTING: readonly (readonly [method: string, weight: number])[] = [
  ['parseExprOp', 1],
  ['parseStatement', 3],
  ['parseMaybeAssign', 3],
  ['parseMaybeUnary', 3],
  ['parseExprAtom', 3],
  ['parseBindingAtom', 3],
  ['regexp_disjunction', 3],
  ['regexp_classSetExpression', 3],
  ['regexp_eatNestedClass', 3],
];

/**
 * The most weight at a time: 1,200 operands, a hundred brackets in each other. With acorn 8 and Node's usual stack of 984 kB,
 * twice as much overflows where that is worst (methods of classes in each other). The engine ends the whole process where it
 * has to compile a regular expression while the stack is nearly full; nothing can catch that.
 */
const MOST_NESTED = 1_200;

/** The parser, but that it throws a `RangeError` long before the stack is full. */
const BoundedParser = Parser.extend((Base) => {
  const bounded = class extends Base {
    nested = 0;
  };
  // None takes more than five; a list of them for each call would take longer than many a method itself.
  type Method = (this: { nested: number }, a: unknown, b: unknown, c: unknown, d: unknown, e: unknown) => unknown;
  const methods = bounded.prototype as unknown as Record<string, Method>;
  for (const [name, weight] of NESTING) {
    const method = methods[name]!;
    methods[name] = function (a, b, c, d, e) {
      this.nested += weight;
      if (this.nested > MOST_NESTED) throw new RangeError('nested too deep');
      // Nothing catches what a method throws, so that it need not be counted back then.
      const made = method.call(this, a, b, c, d, e);
      this.nested -= weight;
      return made;
    };
  }
  return bounded;
});

const OPTIONS = {
  ecmaVersion: 'latest',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowHashBang: true,
  allowSuperOutsideMethod: true,
} as const satisfies Options;

/** A script or module as a tree; null where it is none, or longer than `MOST_TEXT`. */
export function parseScript(whole: string): Program | null {
  const text = withoutEmbedded(whole);
  if (text.length > MOST_TEXT) return null;
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return BoundedParser.parse(text, { ...OPTIONS, sourceType });
    } catch (error) {
      // The other kind may allow what this one refuses; code that is nested too deep is no script for it.
      if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

/** In steps of a bounded length: a pattern that takes in all of a long file at once overruns the engine's stack. */
function withoutEmbedded(text: string): string {
  const kept: string[] = [];
  let from = 0;
  EMBEDDED.lastIndex = 0;
  for (let found = EMBEDDED.exec(text); found; found = EMBEDDED.exec(text)) {
    kept.push(text.slice(from, found.index));
    NO_BASE64.lastIndex = EMBEDDED.lastIndex;
    from = NO_BASE64.exec(text)?.index ?? text.length;
    EMBEDDED.lastIndex = from;
  }
  return kept.length === 0 ? text : kept.join('') + text.slice(from);
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
