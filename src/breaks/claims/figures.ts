const TERM = /^\s*(\d{1,12}(?:\.\d{1,12})?)\s*/;

/**
 * The value of a number or of a sum, difference, product or quotient of numbers (`100 * 127 / 150`; products first, no
 * parentheses), or null where a text is none.
 */
export function evaluateFigure(text: string): number | null {
  let sum = 0;
  let product = 1;
  let sign = 1;
  let divide = false;
  let rest = text;
  for (;;) {
    const term = TERM.exec(rest);
    if (!term) return null;
    product = divide ? product / Number(term[1]) : product * Number(term[1]);
    rest = rest.slice(term[0].length);
    const operator = rest[0];
    if (operator === undefined) return sum + sign * product;
    rest = rest.slice(1);
    divide = operator === '/';
    if (operator === '*' || divide) continue;
    if (operator !== '+' && operator !== '-') return null;
    sum += sign * product;
    sign = operator === '+' ? 1 : -1;
    product = 1;
  }
}

/**
 * Whether figures of one thing agree: numbers where they round to the same whole number, anything else by its text.
 * False: the statement contradicts itself.
 */
export function figuresAgree(figures: readonly string[]): boolean {
  const values = figures.map((text) => {
    const value = evaluateFigure(text);
    return value === null ? text.trim() : Math.round(value);
  });
  return values.every((value) => value === values[0]);
}
