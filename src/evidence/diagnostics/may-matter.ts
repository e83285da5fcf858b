import { compileWords } from './word-finder.ts';

/**
 * Whether a line can start or be a message: most lines of a log hold none of these words, and need no closer look.
 * Every template of every table holds one, which a test checks.
 */
export function mayMatter(line: string): boolean {
  return line.charCodeAt(0) === HASH || HAS_WORD(line) || endsInLineNumber(line);
}

const HASH = 35;
const COLON = 58;

/** Words, most without their first letter, which may be a capital. */
const HAS_WORD = compileWords([
  ...['rror', 'ERROR', 'arning', 'WARNING', 'CRITICAL', 'UNREACHABLE', 'PLEASE', 'Stack dump', 'fault'],
  ...['not ', 'nnot ', 'fail', 'Fail', 'nvalid', 'nknown', 'nsupported', 'issing', 'ndefined', 'ncompatible'],
  ...['mismatch', 'ncorrect', 'xpected', 'require ', 'requires ', 'must ', 'enabl', 'is disabled', 'denied'],
  ...['bort', 'panic:', 'atal', 'Traceback', 'xception', 'exceeded', 'nreachable', 'generic driver', 'too many'],
  ...['no such ', 'No such ', 'No space', 'No rule', 'Read-only', 'no required', 'only supported', 'constraints'],
  ...['elocation', 'redeclared', 'reference to ', 'duplicated def', 'download ', 'go: ', 'note: ', 'exit status'],
  ...['exit code', 'exit_code', 'xited with', '.go:', '.s:', 'go.mod:', 'go.work:', 'rgument', 'bad option'],
  ...['invalid negation', 'xpression', 'module[', 'import func[', 'import memory[', 'import table[', 'import global['],
  ...['Import #', ' import ', ' trap: ', 'by zero', 'out of bounds', 'unrepresentable', 'BigInt', 'EOF'],
  ...[
    'valid utf-8',
    'export named',
    'RemoteTraceback',
    'verflow',
    '--trace-uncaught',
    'cxa_throw',
    'File "',
    'nknown flavor',
    'no Go files',
    'no packages to',
    '>>> defined ',
    'ound packages',
    ' lookup disabled',
    'ncaught ',
  ],
]);

/** `/path/file.js:25`, as node quotes a script. */
function endsInLineNumber(line: string): boolean {
  let at = line.length - 1;
  while (at > 0 && isDigit(line.charCodeAt(at))) at--;
  return at < line.length - 1 && line.charCodeAt(at) === COLON;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
