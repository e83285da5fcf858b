/** The longest list that is made into one text. */
const CHUNK = 1000;

/** A value as JSON in pieces that each end between two tokens: of lists with millions of items no single text is made. */
export function* jsonPieces(value: unknown): Generator<string> {
  if (Array.isArray(value)) yield* listPieces(value);
  else if (typeof value === 'object' && value !== null) yield* objectPieces(value);
  else yield JSON.stringify(value);
}

function* listPieces(items: readonly unknown[]): Generator<string> {
  if (items.length === 0) return yield '[]';
  for (let start = 0; start < items.length; start += CHUNK) {
    const lines = items.slice(start, start + CHUNK).map((item) => JSON.stringify(item));
    yield `${start === 0 ? '[\n' : ',\n'}${lines.join(',\n')}`;
  }
  yield ']';
}

function* objectPieces(value: object): Generator<string> {
  let lead = '{';
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${lead}${JSON.stringify(key)}:`;
    yield* jsonPieces(member);
    lead = ',';
  }
  yield lead === '{' ? '{}' : '}';
}
