import { atEnd, bounded, join, peek, readNumber, remember, type State, take, Unreadable } from './cursor.ts';
import { ABBREVIATED, OPERATORS, SPECIAL } from './tables.ts';
import {
  readParameters,
  readQualifiers,
  readSubstitution,
  readTemplateArguments,
  readTemplateParameter,
  readType,
} from './types.ts';

/** A name while it is read. */
interface Name {
  readonly text: string;
  /** Follows the parameters: ` const`. */
  readonly suffix: string;
  /** Whether it ends in template arguments, and so its function type begins with a result. */
  readonly isTemplate: boolean;
}

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
      ? `${result.left}${result.right.startsWith('[') ? '' : ' '}${name.text}(${parameters})${name.suffix}${result.right}`
      : `${name.text}(${parameters})${name.suffix}`,
  );
}

export function readName(s: State): Name {
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
