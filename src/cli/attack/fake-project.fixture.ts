import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FAKE_GO } from '../fake-go.fixture.ts';

/** Whether the attacks run wholly, as nightly, and not in part, as with every `npm test`. */
export const IS_LONG = process.env.EMRIFT_ATTACK === 'long';

/** Writes a file with the folders above it. */
export function writeFile(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
}

/** A project of some cases with a Go that only pretends; of those named in `broken` the last step fails. */
export function writeProject(folder: string, go: string, broken: readonly number[], cases = 6): void {
  writeFile(join(folder, 'matrix.yaml'), `go: {versions: ['${go}'], from: [go.dev]}\nemsdk: {versions: ['3.1.6']}\n`);
  for (let index = 0; index < cases; index++) {
    const last = broken.includes(index) ? 'go fail' : 'cat main.wasm';
    const steps = `  make: {run: go build, outputs: [main.wasm]}\n  look: {run: ${last}, uses: [go], needs: [make]}\n`;
    writeFile(join(folder, `cases/fake/c${index}/case.yaml`), `title: t\nwhy: w\nsteps:\n${steps}`);
    writeFile(join(folder, `cases/fake/c${index}/input.txt`), `${index}`);
  }
}

/** Installs that Go into a folder. */
export function writeGo(folder: string): void {
  writeFile(join(folder, 'bin/go'), FAKE_GO, 0o755);
  writeFile(join(folder, 'VERSION'), 'go1.23.4\n');
}

/** All files below a folder, by path, but the history, which says when runs were. */
export function readTree(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const own = paths.map((path) => path.slice(folder.length + 1)).filter((path) => path !== 'history.jsonl');
  return Object.fromEntries(own.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Names below a folder that only a killed process leaves there. */
export function findLeftOver(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.draft\b|\.outcome|\.unreported|\.probe/.test(name));
}

/** What the history of a catalogue says of its runs: their verdicts, in order. */
export function readVerdicts(out: string): readonly unknown[] {
  const lines = readFileSync(join(out, 'history.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.flatMap((line) => {
    const { kind, verdicts } = JSON.parse(line) as { kind: string; verdicts?: unknown };
    return kind === 'run' ? [verdicts] : [];
  });
}
