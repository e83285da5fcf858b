/**
 * What the programs between a tool and its reader make of a line: a prefix, another order, another language. Unlike the
 * frames of `strip-frame.ts` these could also be a message's own words, so that they are taken off only where the line as
 * it stands is no known message.
 */
export interface Dress {
  readonly name: string;
  /** Fits every first letter of a line that wears it; anything may where it is left out. */
  readonly first?: RegExp;
  /** A part of every line that wears it, where there is one. */
  readonly part?: string;
  /** The line without it, or null where it does not wear it. */
  readonly strip: (line: string) => string | null;
}

function prefix(name: string, pattern: RegExp, fields: Pick<Dress, 'first' | 'part'> = {}): Dress {
  return {
    name,
    ...fields,
    strip(line) {
      const match = pattern.exec(line);
      return match ? line.slice(match[0].length) : null;
    },
  };
}

/** `wasm-ld : error : text [C:\app.csproj]`, `1>EXEC : error : text` (MSBuild's canonical error format). */
function unwrapMsbuild(line: string): string | null {
  const match =
    /^\s*(?:\d{1,4}>)?\s*([^\s:][^:\t]{0,200}?|[A-Za-z]:[^:\t]{1,250}?) : (?:fatal )?(error|warning)(?: ?(?:[A-Z]{2,8}\d{1,6} ?)?: | (?=\S))/.exec(
      line,
    );
  if (!match) return null;
  const rest = line.slice(match[0].length);
  const head = match[1] === 'EXEC' || match[1] === 'CUSTOMBUILD' ? '' : `${match[1]}: `;
  // A path with a place: `C:\a.c(12,3) : error : text`.
  const placed = /^(.{1,300})\((\d{1,9}),(\d{1,9})\): $/.exec(head);
  return `${placed ? `${placed[1]}:${placed[2]}:${placed[3]}: ` : head}${match[2]}: ${rest}`;
}

/** Words for `error` and `warning` in other languages, where a tool puts them (GNU make, MSBuild, Qt Creator). */
const LOCAL_SEVERITY =
  /(^|: | : )(?:(Fehler|Erreur|erreur|Errore|errore|Erro|erro|Ошибка|ошибка|错误|錯誤|エラー|오류)|(Warnung|Avertissement|avertissement|Avviso|avviso|Aviso|aviso|警告|경고)) ?: ?/;

function unwrapLocal(line: string): string | null {
  const match = LOCAL_SEVERITY.exec(line);
  if (match) {
    const word = match[2] === undefined ? 'warning' : 'error';
    return `${line.slice(0, match.index)}${match[1]!.trimStart()}${word}: ${line.slice(match.index + match[0].length)}`;
  }
  for (const [pattern, english] of LOCAL_TEXTS) {
    if (pattern.test(line)) return line.replace(pattern, english);
  }
  return null;
}

/** Messages of shells and the C library (glibc's `libc.po`, bash's `bash.po`) in the languages that reports come in. */
const LOCAL_TEXTS: readonly (readonly [RegExp, string])[] = [
  [
    /(?:Kommando|Befehl) nicht gefunden\.?|commande introuvable|orden no encontrada|comando n[aã]o encontrado|comando non trovato|команда не найдена/,
    'command not found',
  ],
  [
    /Datei oder Verzeichnis nicht gefunden|Aucun fichier ou dossier de ce (?:type|nom)|No existe el (?:archivo|fichero) o el directorio|Arquivo ou diretório inexistente|File o directory non esistente|Нет такого файла или каталога/,
    'No such file or directory',
  ],
  [
    /Keine Berechtigung|Permission non accordée|Permiso denegado|Permissão negada|Permesso negato|Отказано в доступе/,
    'Permission denied',
  ],
];

/** `ERROR:root:text` of Python's logging is what its program would print as `error: text`. */
function unwrapLogging(line: string): string | null {
  const match = /^(ERROR|CRITICAL|WARNING|error|warning):(?:root|[a-z_]{1,20}): ?/.exec(line);
  if (!match) return null;
  return `${match[1]!.toLowerCase() === 'warning' ? 'warning' : 'error'}: ${line.slice(match[0].length)}`;
}

/** `wasm-ld error: text`, as build tools quote a program, is what it prints as `wasm-ld: error: text`. */
function unwrapQuoted(line: string): string | null {
  const match = /^\s*((?:wasm-ld|rust-lld|clang|emcc|em\+\+)(?:\.exe)?) (error|warning): ?(?=\S)/.exec(line);
  return match ? `${match[1]}: ${match[2]}: ${line.slice(match[0].length)}` : null;
}

/** In the order in which they are tried; a line may wear several. */
export const DRESSES: readonly Dress[] = [
  { name: 'msbuild', part: ' : ', strip: unwrapMsbuild },
  prefix('visual studio', /^\s{0,8}\d{1,4}>\s{0,8}/, { first: /[\s\d]/, part: '>' }),
  prefix('qt creator', /^:-1: /, { first: /:/ }),
  prefix('compose', /^[A-Za-z][\w.-]{0,60} {1,30}\| /, { first: /[A-Za-z]/, part: ' | ' }),
  prefix('act', /^\[[^\]\t]{1,80}\] {1,8}\| ?/, { first: /\[/, part: '] ' }),
  prefix('pod', /^\[pod\/[^\]]{1,160}\] /, { first: /\[/ }),
  prefix('klog', /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{3,6} +\d{1,9} [\w./-]{1,80}:\d{1,6}\] /, {
    first: /[IWEF]/,
    part: '] ',
  }),
  prefix('buildkit', /^ {0,3}=> => # /, { first: /[ =]/, part: '=> => # ' }),
  prefix('buildkite', /^bk;t=\d{10,16}/, { first: /b/ }),
  prefix('gh run view', /^[^\t]{1,80}\t[^\t]{1,80}\t(?:\ufeff)?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z ?/, {
    part: '\t',
  }),
  prefix('gitlab', /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z )?\d\d[OE][ +]?(?=\S)/, { first: /\d/ }),
  prefix('clock', /^\[?\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: [AP]M)?\]?:? +/, { first: /[[\d]/ }),
  prefix(
    'log of Go',
    /^(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?\s)?(?:[\w./-]{1,60}\.go:\d{1,6}: )?(?:<nil> )/,
    { part: '<nil> ' },
  ),
  prefix('devtools', /^[\w./-]{1,200}\.m?js:\d{1,7}(?::\d{1,7})? (?=\S)/, { first: /[\w./-]/, part: 'js:' }),
  prefix('log with a place', /^[\w./-]{1,60}\.go:\d{1,6}: (?=\w)/, { first: /[\w./-]/, part: '.go:' }),
  prefix(
    'cargo',
    /^cargo:warning=|^\s{0,12}= note: |^(?:warning|error): [\w@.+-]{1,80}: (?=.{0,300}?(?:\berror|\bwarning): )/,
    { first: /[\scwe=]/ },
  ),
  prefix('npm', /^(?:npm (?:ERR!|error|WARN|warn)|yarn (?:error|warn)|pnpm:) ?/, { first: /[npy]/ }),
  prefix('package', /^(?:@?[\w./-]{1,60}:(?:[\w-]{1,30}: )|[\w./@-]{1,60} [\w-]{1,30}: )(?=\S)/, {
    first: /[@\w./-]/,
    part: ': ',
  }),
  prefix('powershell', /^(?:[\w.-]{1,60} ?: )(?=(?:wasm-ld|clang|emcc|em\+\+|error|go|node|python)\b)/, {
    first: /[\w.-]/,
    part: ': ',
  }),
  prefix('stderr', /^(?:stderr|stdout|err|out|output|E|console\.error)(?: ?[|:>]) ?/i, { first: /[soec]/i }),
  { name: 'logging of Python', first: /[EWCew]/, strip: unwrapLogging },
  prefix('logging of Python, bare', /^(?:ERROR|WARNING|CRITICAL|error|warning):(?:root|[a-z_]{1,20}): ?/, {
    first: /[EWCew]/,
  }),
  prefix('level', /^[[(]?(?:ERROR|Error|error|FATAL|fatal|ERR|WARN|warn|WARNING|CRITICAL)[\])]?:? {1,8}(?=\S)/, {
    first: /[[(EeFfWwC]/,
  }),
  prefix('bracket', /^\[[\w:./ -]{1,60}\] {0,4}/, { first: /\[/ }),
  prefix('number', /^\[?\d{1,3}\]? {1,4}(?=[A-Za-z/])/, { first: /[[\d]/ }),
  prefix('bar', /^[|>│┃▸›✘✖×⨯❌] {0,8}/, { first: /[^\w\s]/ }),
  prefix(
    'uncaught',
    /^(?:Uncaught|Unhandled|UNHANDLED)(?: \(in promise\))?(?: (?:[Ee]xception|[Rr]ejection)(?=:))?:? {1,4}(?=\S)/,
    { first: /U/ },
  ),
  prefix(
    'caused by',
    /^(?:caused by|cause|reason|Details|details|Message|message|exception|Exception|Error during|panic): /i,
    { first: /[crdmep]/i, part: ': ' },
  ),
  { name: 'quoted', strip: unwrapQuoted },
  { name: 'locale', strip: unwrapLocal },
  prefix('indent', /^ {1,40}(?=\S)/, { first: / / }),
];

/** The dresses that may begin with a letter of ASCII, by its code, as far as they were asked for. */
const byFirst: (readonly Dress[])[] = [];

/** The dresses that a line may wear by its first letter: most lines may wear few. */
export function mayWear(line: string): readonly Dress[] {
  const code = line.charCodeAt(0);
  if (!(code < 128)) return DRESSES;
  byFirst[code] ??= DRESSES.filter(({ first }) => first?.test(line[0]!) ?? true);
  return byFirst[code];
}

/** How many dresses a line may wear one over the other. */
const LAYERS = 4;

/** Longer lines are commands and whole programs. */
const LINE_CAP = 8192;

/**
 * Tries a line without each dress that it may wear, and without those below, until `read` knows one. Gives the dresses
 * taken off, or null.
 */
export function undress(line: string, read: (bare: string) => boolean): readonly Dress[] | null {
  return line.length > LINE_CAP ? null : undressOnce(line, read, [], LAYERS);
}

function undressOnce(
  line: string,
  read: (bare: string) => boolean,
  worn: readonly Dress[],
  left: number,
): readonly Dress[] | null {
  if (left === 0) return null;
  for (const dress of mayWear(line)) {
    if (dress.part !== undefined && !line.includes(dress.part)) continue;
    const bare = dress.strip(line);
    if (bare === null || bare === line || bare === '') continue;
    const without = [...worn, dress];
    if (read(bare)) return without;
    const deeper = undressOnce(bare, read, without, left - 1);
    if (deeper) return deeper;
  }
  return null;
}

/** How many columns a tab is taken for. */
const TAB = 8;

/** A further line of a message whose first line wore `dresses`, `width` characters wide: the same taken off, or blanks. */
export function stripAlike(line: string, dresses: readonly Dress[], width: number): string {
  let bare = line;
  for (const dress of dresses) {
    // Of an indentation only the first line's goes: what is deeper belongs to the message.
    const next = dress.name === 'indent' ? null : dress.strip(bare);
    if (next === null) break;
    bare = next;
  }
  if (bare !== line) return bare;
  let blanks = 0;
  let columns = 0;
  for (; columns < width; blanks++) {
    const code = line.charCodeAt(blanks);
    if (code !== 32 && code !== 9) break;
    columns += code === 9 ? TAB : 1;
    // A tab that reaches further than the dress is the message's own indentation.
    if (columns > width) break;
  }
  return line.slice(blanks);
}
