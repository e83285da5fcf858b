import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../model/results.ts';
import { excerptLog } from './message.ts';

const evidence = (log: string, logLine = 1): Evidence => ({
  command: 'emcc',
  env: {},
  exitCode: 1,
  log,
  diagnostics: [
    { reporter: 'emcc', severity: 'error', code: 'subprocess-failed', message: 'x', logLine: 1, consequence: true },
    { reporter: 'wasm-ld', severity: 'error', code: 'undefined-symbol', message: 'y', logLine, consequence: false },
  ],
});

describe('the part of a log that a page shows', () => {
  it('is all of a short one', () => {
    expect(excerptLog(evidence('a\nb\n\n'), 'undefined-symbol')).toBe('a\nb');
  });

  it('lies around the message of the break, and says what was left out', () => {
    const lines = Array.from({ length: 200 }, (_, at) => `line ${at + 1}`);
    const shown = excerptLog(evidence(lines.join('\n'), 100), 'undefined-symbol').split('\n');
    expect(shown[0]).toBe('… 95 lines left out …');
    expect(shown[1]).toBe('line 96');
    expect(shown.at(-1)).toBe('… 87 lines left out …');
    expect(shown).toHaveLength(20);
  });

  it('is bounded also where one line is endless or the line number lies', () => {
    expect(excerptLog(evidence('x'.repeat(1_000_000), 5_000), 'undefined-symbol').length).toBeLessThan(500);
  });

  it('leaves out what nobody reads: minified source, carets below it, lists of options', () => {
    const crash = `/build/lib.js:1\n${'var a=1;'.repeat(500)}\n${' '.repeat(900)}^\n\n\nReferenceError: ccall is not defined`;
    expect(excerptLog(evidence(crash, 6), 'undefined-symbol')).toBe(
      '/build/lib.js:1\n… a source line too long to read …\n\nReferenceError: ccall is not defined',
    );
    const usage = `# app\ninvalid value "x"\nusage: link [options] main.o\n${'  -B note\n    \tadd a note\n'.repeat(3)}`;
    expect(excerptLog(evidence(usage, 2), 'undefined-symbol')).toBe(
      '# app\ninvalid value "x"\n… the list of options left out …',
    );
  });
});
