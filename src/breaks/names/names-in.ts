import { CODES, type DiagnosticCode } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { FAMILIES } from './families.ts';
import type { Named, NameRole } from './name-family.ts';

/** The role of what a diagnostic of a code is about; compile errors and lines without a template say more in their text. */
const ROLES: Readonly<Partial<Record<DiagnosticCode, NameRole>>> = {
  'import-missing': 'import',
  'import-module-missing': 'import',
  'undefined-symbol': 'symbol',
  'undefined-stub-dependency': 'symbol',
  'missing-function-abort': 'symbol',
  'library-not-found': 'package',
  'undefined-relocation-target': 'go',
  'undefined-identifier': 'go',
  'function-signature-mismatch': 'clash',
};

/** How messages name what they are about; the first group is the name. */
const IN_TEXT: readonly (readonly [role: NameRole, pattern: RegExp])[] = [
  ['header', /['"‘“]?([\w./+-]+\.(?:h|hpp|hh|inc))['"’”]?(?:: No such file| file not found)/g],
  ['header', /Cannot open include file: '([^']+)'/g],
  ['header', /['"‘“]((?:[A-Z]\w+\/)?[A-Z]\w+)['"’”] file not found/g],
  [
    'identifier',
    /(?:undeclared (?:identifier|function)|implicit declaration of function|no member named|unknown type name|no matching function for call to) ['"‘“`](\w+)['"’”]/g,
  ],
  ['identifier', /['"‘“`](\w+)['"’”] (?:was not declared|undeclared|has not been declared)/g],
  ['identifier', /no member named ['"‘](\w+)['"’] in/g],
  ['identifier', /(__builtin_ia32_\w+)/g],
  ['interface', /[`'"]?(wasi:[\w-]+\/[\w-]+@[\w.-]+)/g],
  [
    'package',
    /(?:Could not find|Could NOT find|could not find) (?:a package configuration file provided by )?"?([A-Za-z][\w+.-]*)"?(?= |$|\n)/g,
  ],
  ['package', /Dependency "([\w+.-]+)" not found/g],
  ['symbol', /(?:could not|cannot) resolve symbol:? ['"`]?(\w+)/g],
  ['package', /Package '?([\w+.-]+)'?,? (?:was )?not found|No package '([\w+.-]+)' found/g],
];

/** `TCPAddr not declared by package net`, TinyGo's words before 0.29 or so, and Go's `undefined: net.TCPAddr` in a compile error. */
const GO_TEXT: readonly RegExp[] = [
  /\b(?<member>[A-Za-z]\w*) not (?:declared|exported) by package (?<package>[\w./]+)/g,
  /\bundefined: (?<package>[a-z]\w*)\.(?<member>[A-Za-z]\w*)/g,
  /\bundefined: (?<member>[A-Za-z_]\w*)(?![\w.])/g,
  /\b(?:type|of type) \*?(?<package>[a-z]\w*)\.(?<type>[A-Z]\w*)\)? has no field or method (?<member>[A-Za-z]\w*)/g,
];

/** The names that a message is about, each once. None where it names nothing, or in no form that is known. */
export function namesIn(diagnostic: Diagnostic): readonly Named[] {
  const { code, message, symbol, module } = diagnostic;
  const role = ROLES[code];
  if (role === 'import') {
    const name = [module, symbol].filter((part) => part !== undefined && part !== '').join('.');
    const others = importsListed(message);
    return (others.length > 0 ? others : name === '' ? [] : [name]).map((one) => ({ role, name: one, message }));
  }
  if (role !== undefined) return symbol === undefined ? [] : [{ role, name: symbol.replace(/\(.*$|^-l/, ''), message }];
  if (!TEXTUAL.has(code) && CODES[code].category !== 'compile') return [];
  const found: Named[] = [];
  for (const [of, pattern] of IN_TEXT)
    for (const [, first, second] of matchesOf(pattern, message)) {
      const name = first ?? second;
      if (name !== undefined) found.push({ role: of, name, message });
    }
  for (const pattern of GO_TEXT)
    for (const { groups } of matchesOf(pattern, message)) {
      const { package: from, type, member } = groups as Record<string, string | undefined>;
      const name = [from?.split('/').pop(), type, member].filter((part) => part !== undefined).join('.');
      found.push({ role: 'go', name, message });
    }
  if (code === 'unrecognised') found.push(...unreadNames(message));
  return found;
}

/** All matches of a global pattern. `matchAll` makes a pattern of its own for each text, which costs most where few match. */
function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex++;
  }
  return found;
}

/** How names stand in lines that no grammar reads, by the families that can be told by that. */
const UNREAD = FAMILIES.flatMap(({ unread, roles: [role] }) => (unread && role ? [{ ...unread, role }] : []));
const UNREAD_WORDS = UNREAD.flatMap(({ words }) => words);

/** Whether a text may have names that can hardly mean anything else. False: none of their words stands in it. */
export function mayHaveUnreadNames(text: string): boolean {
  return UNREAD_WORDS.some((word) => text.includes(word));
}

function unreadNames(message: string): readonly Named[] {
  return UNREAD.flatMap(({ role, pattern }) =>
    matchesOf(pattern, message).map(([text]) => ({ role, name: importOf(text), message })),
  );
}

/** The import that a piece of a line names: `module="go"` is go, `'runtime.nanotime'` of no module go.runtime.nanotime. */
function importOf(text: string): string {
  const bare = text.replace(/^module=|^global import: |["'`]/g, '');
  return /^(?:runtime|syscall\/js)\./.test(bare) ? `go.${bare}` : bare;
}

/** Codes whose texts are searched. */
const TEXTUAL: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'unrecognised',
  'compile-error',
  'file-not-found',
  'asm-error',
]);

/** Wasmer lists all imports that it does not find in one message. */
function importsListed(message: string): readonly string[] {
  return [...message.matchAll(/ImportNotFound \{ namespace: "([^"]*)", name: "([^"]*)" \}/g)].map(
    ([, module, field]) => `${module}.${field}`,
  );
}
