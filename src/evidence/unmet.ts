import type { ArtifactTable } from '../cases/case.ts';
import type { Finding } from '../model/codes.ts';
import type { UnmetExpectation } from '../model/record.ts';

/** What can be wrong with a name in a table of a wasm file. */
type Fault = 'absent' | 'unexpected';

const FINDINGS_OF: Readonly<Record<ArtifactTable, Readonly<Record<Fault, Finding>>>> = {
  imports: { absent: 'absent-import', unexpected: 'unexpected-import' },
  exports: { absent: 'absent-export', unexpected: 'unexpected-export' },
  symbols: { absent: 'absent-symbol', unexpected: 'unexpected-symbol' },
};

/** A name that a wasm file should have and has not, or the other way. */
export function unmetName(path: string, table: ArtifactTable, fault: Fault, name: string): UnmetExpectation {
  const says = fault === 'absent' ? 'has no' : 'has the';
  return { kind: FINDINGS_OF[table][fault], subject: name, text: `${path} ${says} ${table.slice(0, -1)} ${name}` };
}

/** A file that should be a wasm file and is not there, or is another. */
export function unmetFile(path: string, state: 'missing' | 'other'): UnmetExpectation {
  const text = `${path} ${state === 'missing' ? 'was not made' : 'is no wasm file'}`;
  return { kind: 'unexplained-failure', subject: null, text };
}

/** Files that should be recorded, of which there is none. */
export function unmetRecord(pattern: string): UnmetExpectation {
  const text = `no output fits ${pattern}, so nothing is recorded`;
  return { kind: 'unexplained-failure', subject: null, text };
}

/** A name of which standard output should report a value and does not. */
export function unmetReported(name: string): UnmetExpectation {
  return { kind: 'wrong-output', subject: null, text: `the output has no line ${name}=…` };
}

/** Results of tests that were to be in the output and are not, or cannot be kept; `why` says so. */
export function unmetOutcomes(why: string | null): UnmetExpectation {
  return { kind: 'wrong-output', subject: null, text: why ?? 'the output has no line on any test' };
}

/** Output that is not what was expected: its first line that differs. */
export function unmetOutput(expected: string, actual: string): UnmetExpectation {
  const [wanted, seen] = [expected.split('\n'), actual.split('\n')];
  const at = wanted.findIndex((line, index) => line !== seen[index]);
  const line = at < 0 ? wanted.length : at;
  const quote = (lines: readonly string[]) =>
    lines[line] === undefined ? 'nothing' : JSON.stringify(lines[line].slice(0, 200));
  const text = `line ${line + 1} of the output: expected ${quote(wanted)}, got ${quote(seen)}`;
  return { kind: 'wrong-output', subject: null, text };
}

/** Reads the text of an unmet expectation, as results keep it, back; null where it is none of the above. */
export function readUnmet(text: string): UnmetExpectation | null {
  const named = /^.{1,300}? has (no|the) (import|export|symbol) (.*)$/s.exec(text);
  if (named) {
    const [, article, word, subject = ''] = named;
    const kind = FINDINGS_OF[`${word as 'import'}s`][article === 'no' ? 'absent' : 'unexpected'];
    return { kind, subject, text };
  }
  if (
    /^line \d{1,9} of the output: |^the output has no line (?:[a-z0-9-]+=…|on any test)$|^the output (?:has|tells of) more than \d+ tests$|^a test's name is longer than \d+ characters$/.test(
      text,
    )
  )
    return { kind: 'wrong-output', subject: null, text };
  if (/ (?:was not made|is no wasm file)$|^no output fits .* nothing is recorded$/s.test(text))
    return { kind: 'unexplained-failure', subject: null, text };
  return null;
}
