import { stripControls } from './clean-line.ts';
import { createLineSplitter } from './split-lines.ts';

/**
 * What differs from run to run and machine to machine, and what stands for it. Replacements keep the shape, so that a
 * masked line is read like the line itself.
 */
const MASKS: readonly (readonly [RegExp, string])[] = [
  // emcc's and Python's temporary names (tools/shared.py; Python's tempfile), clang's objects, Go's work folders.
  [/emscripten_temp_[a-z0-9_]{8}(?=\/)/g, 'emscripten_temp_00000000'],
  [/\/tmp[a-z0-9_]{8}(?=libemscripten|\.[a-z]|[\s'")\]:]|$)/g, '/tmp00000000'],
  [/(\/tmp\/[\w.+-]+-)[0-9a-f]{6,12}(?=\.[a-z])/g, '$1000000'],
  [/(\/(?:go-build|go-link-|cgo-gcc-input-|gotoolchain))\d+/g, '$10'],
  [/\/gcc-[A-Za-z0-9]{6}(?=\/|\.)/g, '/gcc-000000'],
  // Process ids.
  [/\((node|pid):? ?\d+\)/g, '($1:0)'],
  [/^((?:\S*sh|bash): (?:line )?\d+: )\s*\d+ /g, '$10 '],
  // Addresses that the loader places anew each time: nine digits and more; wasm's own offsets are shorter.
  [/0x[0-9a-f]{9,16}/g, '0x0'],
  [/\[0x[0-9a-f]{6,16}\]/g, '[0x0]'],
  // Times.
  [/\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+\]/g, '[0000-00-00 00:00:00.000]'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?/g, '0000-00-00T00:00:00Z'],
  [/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /g, '0000/00/00 00:00:00 '],
  [/ in \d+(?:\.\d+)?m?s\b/g, ' in 0s'],
  [/\t\d+\.\d+s$/g, '\t0s'],
];

const POINTER = /0x[0-9a-f]+/g;

/**
 * A log without colours and control characters and with constant text for what a machine or a run makes up, so that
 * the same failure gives the same bytes. What a progress display wrote over itself becomes lines.
 */
export function maskLog(text: string): string {
  const lines: string[] = [];
  const splitter = createLineSplitter({
    take(line) {
      for (const part of line.includes('\r') ? line.split('\r') : [line]) {
        const cleaned = stripControls(part);
        if (cleaned !== '' || !line.includes('\r')) lines.push(maskLine(cleaned));
      }
    },
  });
  splitter.push(Buffer.from(text));
  splitter.end();
  return lines.join('\n') + (text.endsWith('\n') && lines.length > 0 ? '\n' : '');
}

function maskLine(line: string): string {
  let masked = line;
  for (const [pattern, constant] of MASKS) masked = masked.replace(pattern, constant);
  return isGoFrame(masked) ? masked.replace(POINTER, '0x0') : masked;
}

/** `main.f(0xc000012345, {0x17ebd, 0x3})`, a frame of a Go stack: its arguments point into heap and stack. */
function isGoFrame(line: string): boolean {
  const open = line.indexOf('(');
  return (
    open > 0 &&
    line.endsWith(')') &&
    line.includes('0x', open) &&
    /^[\w./*\u00b7\u2026[\]{}-]+$/.test(line.slice(0, open))
  );
}
