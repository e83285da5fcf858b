import {
  atEnd,
  bounded,
  join,
  type Parts,
  peek,
  readNumber,
  readNumbered,
  remember,
  type State,
  take,
  Unreadable,
} from './cursor.ts';
import { ABBREVIATED, LITERAL_SUFFIX, OPERATORS, PRIMITIVES, SPECIAL, STD_NAMES } from './tables.ts';

/** A name while it is read. */
interface Name {
  readonly text: string;
  /** Follows the parameters: ` const`. */
  readonly suffix: string;
  /** Whether it ends in template arguments, and so its function type begins with a result. */
  readonly isTemplate: boolean;
}

/** Throws `Unreadable` for what the grammar does not have. */
export function readEncoding(s: State): string {
  const special = SPECIAL[s.text.slice(s.at, s.at + 2)];
  if (special !== undefined) {
    s.at += 2;
    return special + (special.startsWith('guard') ? readName(s).text : join(readType(s)));
  }
  const name = readName(s);
  if (atEnd(s)) return name.text;
  const result = name.isTemplate ? readType(s) : null;
  const parameters = readParameters(s);
  return bounded(
    result
      ? `${result.left}${result.right === '' ? ' ' : ''}${name.text}(${parameters})${name.suffix}${result.right}`
      : `${name.text}(${parameters})${name.suffix}`,
  );
}

function readName(s: State): Name {
  if (take(s, 'N')) return readNested(s);
  if (peek(s) === 'Z') throw new Unreadable();
  const isStd = s.text.startsWith('St', s.at);
  let text: string;
  if (peek(s) === 'S' && !isStd) text = join(readSubstitution(s));
  else {
    if (isStd) s.at += 2;
    text = `${isStd ? 'std::' : ''}${readUnqualified(s, '')}`;
    if (peek(s) === 'I') remember(s, { left: text, right: '' });
  }
  if (peek(s) !== 'I') return { text, suffix: '', isTemplate: false };
  return { text: text + readTemplateArguments(s), suffix: '', isTemplate: true };
}

function readNested(s: State): Name {
  const suffix = readQualifiers(s) + (take(s, 'R') ? ' &' : take(s, 'O') ? ' &&' : '');
  let text = '';
  let last = '';
  let isTemplate = false;
  let isConstructor = false;
  while (!take(s, 'E')) {
    const next = peek(s);
    if (next === 'I' && text) {
      text += readTemplateArguments(s);
      isTemplate = !isConstructor;
    } else if (next === 'S' && !text) {
      text = s.text.startsWith('St', s.at) ? readStd(s) : join(readSubstitution(s));
      last = baseName(text);
      isTemplate = false;
      // The class behind an abbreviation has another name than the abbreviation: `std::string::basic_string`.
      if (ABBREVIATED.has(text) && 'CD'.includes(peek(s))) throw new Unreadable();
      continue;
    } else if (next === 'T' && !text) {
      text = join(readTemplateParameter(s));
    } else {
      isConstructor = 'CD'.includes(next);
      last = readUnqualified(s, last);
      text = text ? `${text}::${last}` : last;
      isTemplate = false;
    }
    if (peek(s) !== 'E') remember(s, { left: bounded(text), right: '' });
  }
  if (!text) throw new Unreadable();
  return { text, suffix, isTemplate };
}

function readStd(s: State): string {
  s.at += 2;
  return 'std';
}

/** A source name, operator, constructor or destructor; `scope` is the name of the class around it. */
function readUnqualified(s: State, scope: string): string {
  const two = s.text.slice(s.at, s.at + 2);
  if (/^[CD][0-5]$/.test(two) && scope) {
    s.at += 2;
    return two.startsWith('C') ? scope : `~${scope}`;
  }
  if (take(s, 'L')) return readUnqualified(s, scope);
  const operator = OPERATORS[two];
  if (operator !== undefined) {
    s.at += 2;
    return `operator${operator}`;
  }
  const length = readNumber(s);
  const name = s.text.slice(s.at, s.at + length);
  if (length === 0 || name.length !== length) throw new Unreadable();
  s.at += length;
  return name.startsWith('_GLOBAL__N') ? '(anonymous namespace)' : name;
}

function baseName(text: string): string {
  return /([A-Za-z_]\w*)$/.exec(text.slice(-256))?.[1] ?? '';
}

const MAX_DEPTH = 64;

function readType(s: State): Parts {
  if (++s.depth > MAX_DEPTH) throw new Unreadable();
  const parts = readTypeInside(s);
  s.depth--;
  return { left: bounded(parts.left), right: bounded(parts.right) };
}

function readTypeInside(s: State): Parts {
  const char = peek(s);
  const two = s.text.slice(s.at, s.at + 2);
  const long = two.length === 2 ? PRIMITIVES[two] : undefined;
  if (long !== undefined) {
    s.at += 2;
    return { left: long, right: '' };
  }
  const primitive = PRIMITIVES[char];
  if (primitive !== undefined) {
    s.at++;
    return { left: primitive, right: '' };
  }
  if ('rVK'.includes(char)) {
    const qualifiers = readQualifiers(s);
    const { left, right } = readType(s);
    if (right.startsWith('[')) throw new Unreadable();
    return remember(s, { left: left + qualifiers, right });
  }
  if ('PRO'.includes(char)) {
    s.at++;
    return remember(s, pointTo(readType(s), { P: '*', R: '&', O: '&&' }[char]!));
  }
  if (char === 'F') return remember(s, readFunctionType(s));
  if (char === 'A') return remember(s, readArrayType(s));
  if (char === 'T') {
    const parameter = remember(s, readTemplateParameter(s));
    return peek(s) === 'I' ? remember(s, { left: parameter.left + readTemplateArguments(s), right: '' }) : parameter;
  }
  if (char === 'S' && !s.text.startsWith('St', s.at)) {
    const known = readSubstitution(s);
    return peek(s) === 'I' ? remember(s, { left: known.left + readTemplateArguments(s), right: '' }) : known;
  }
  return remember(s, { left: readName(s).text, right: '' });
}

function readFunctionType(s: State): Parts {
  s.at++;
  const result = readType(s);
  const parameters = take(s, 'v') ? '' : readParameters(s);
  if (!take(s, 'E')) throw new Unreadable();
  return { left: `${result.left} `, right: `(${parameters})${result.right}` };
}

function readArrayType(s: State): Parts {
  s.at++;
  const size = readNumber(s);
  if (!take(s, '_')) throw new Unreadable();
  const of = readType(s);
  // An array of arrays has its blank already.
  return { left: of.left.endsWith(' ') ? of.left : `${of.left} `, right: `[${size}]${of.right}` };
}

function readParameters(s: State): string {
  if (s.text.slice(s.at) === 'v') {
    s.at++;
    return '';
  }
  const types: string[] = [];
  while (!atEnd(s) && peek(s) !== 'E') types.push(join(readType(s)));
  return types.filter((type) => type !== '').join(', ');
}

function readTemplateArguments(s: State): string {
  if (!take(s, 'I')) throw new Unreadable();
  const list: string[] = [];
  while (!take(s, 'E')) list.push(readTemplateArgument(s));
  // What `T_` stands for are the arguments of the function itself, not those of its parameters' types.
  if (s.depth === 0) s.templateArguments = list;
  return bounded(`<${list.filter((text) => text !== '').join(', ')}>`);
}

function readTemplateArgument(s: State): string {
  if (take(s, 'L')) return readLiteral(s);
  if (!take(s, 'J')) return join(readType(s));
  const pack: string[] = [];
  while (!take(s, 'E')) pack.push(readTemplateArgument(s));
  return pack.join(', ');
}

function readLiteral(s: State): string {
  const code = peek(s);
  const type = join(readType(s));
  const sign = take(s, 'n') ? '-' : '';
  const digits = /^\d{1,40}/.exec(s.text.slice(s.at, s.at + 40))?.[0];
  if (digits === undefined) throw new Unreadable();
  s.at += digits.length;
  if (!take(s, 'E')) throw new Unreadable();
  if (code === 'b') return digits === '0' ? 'false' : 'true';
  const suffix = LITERAL_SUFFIX[code];
  return suffix === undefined ? `(${type})${sign}${digits}` : `${sign}${digits}${suffix}`;
}

function readSubstitution(s: State): Parts {
  const std = STD_NAMES[s.text.slice(s.at, s.at + 2)];
  if (std !== undefined) {
    s.at += 2;
    return { left: std, right: '' };
  }
  s.at++;
  return readNumbered(s, s.seen);
}

function readTemplateParameter(s: State): Parts {
  s.at++;
  return readNumbered(
    s,
    s.templateArguments.map((left) => ({ left, right: '' })),
  );
}

function readQualifiers(s: State): string {
  let text = '';
  if (take(s, 'r')) text += ' restrict';
  if (take(s, 'V')) text = ` volatile${text}`;
  return take(s, 'K') ? ` const${text}` : text;
}

function pointTo({ left, right }: Parts, mark: string): Parts {
  if (left.endsWith(' ') && right !== '') {
    return { left: `${left}(${mark}`, right: right.startsWith('[') ? `) ${right}` : `)${right}` };
  }
  // A reference to a reference is one: `&` wins over `&&`.
  if (mark !== '*' && right === '' && left.endsWith('&')) {
    return { left: mark === '&' ? left.replace(/&+$/, '&') : left, right };
  }
  return { left: left + mark, right };
}
