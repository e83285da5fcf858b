/**
 * Whether a line can start or be a message: most lines of a log hold none of these words, and need no closer look.
 * Every template of every table holds one, which a test checks.
 */
export function mayMatter(line: string): boolean {
  return WORDS.test(line);
}

const WORDS =
  /rror|ERROR|arning|not |not$|fail|Fail|nvalid|nknown|issing|annot|bort|panic:|atal|Traceback|xception|nsupported|requires? |unreachable|PLEASE|Stack dump|^exit |fault|module\[|import [a-z]+\[|Import #|constraints|too many|ndefined|generic driver|exceeded|mismatch|by zero|^# |^go: |\.(?:go|s|mod|work):\d|relocation|redeclared|reference to |:\d+$|out of bounds|unrepresentable|BigInt|ncorrect|xpected|[Nn]o such |No space|No rule|Read-only|denied|only supported|no required|^download |duplicated def|ncompatible| trap: |Exited|valid utf-8|export named|is disabled|rgument|nvalid negation|bad option|xpression|must |enabl|EOF|exit_code|import requires|memory import|table import|RemoteTraceback|^note: /;
