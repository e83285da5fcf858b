import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { distinguishes, indexKnowledge } from '../breaks/knowledge/find-known.ts';
import { readShippedKnowledge } from '../breaks/knowledge/knowledge.fixture.ts';
import { gatherReasons } from '../breaks/logs/gather-reasons.ts';
import { NO_CONTEXT } from '../evidence/context/context.ts';
import { CODES, isCode, type Kind } from '../model/codes.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Break, Results } from '../model/results.ts';
import { explainReasons } from '../reports/query/explain.ts';
import type { ListedBreak } from '../reports/query/listed-break.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const results = read('reports/results.json') as Results;
const listed = read('reports/breaks/index.json').breaks as readonly ListedBreak[];
const entries = readShippedKnowledge();
const knowledge = indexKnowledge(entries);

/** What a tool of somebody else's build would say of the same name: the kind and the subject, and no word of the case's. */
function strangersMessage({ kind, subject }: Break): Diagnostic | null {
  const field = isCode(kind) ? CODES[kind].subject : null;
  if (!isCode(kind) || field === null) return null;
  const dot = subject.lastIndexOf('.');
  const about =
    field === 'module.symbol'
      ? { module: subject.slice(0, dot), symbol: subject.slice(dot + 1) }
      : { [field]: subject };
  const said = { reporter: 'unknown', severity: 'error', logLine: 1, consequence: false } as const;
  return { ...said, code: kind, message: `something is wrong with ${subject}`, ...about };
}

function explain(message: Diagnostic) {
  const { causes, traps } = gatherReasons({ diagnostics: [message], suspects: [], context: NO_CONTEXT }, knowledge);
  return explainReasons([...causes, ...traps], listed);
}

/**
 * The files of cases, and the functions and variables that their sources define, apart from `main` and from names that C
 * (7.1.3) keeps for its implementation: no case chose those.
 */
function ownNames(): ReadonlySet<string> {
  const folder = join(ROOT, 'cases');
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  const names = new Set(files.map((name) => name.slice(name.lastIndexOf('/') + 1)));
  for (const name of files) {
    const text = readFileSync(join(folder, name), 'utf8');
    const c = /\.(?:c|cpp|cc|h)$/.test(name) ? text.matchAll(/^[\w *]*?\b(\w+)(?:\([^;{]*\)\s*\{| = [^;]*;)/gm) : [];
    const go = name.endsWith('.go') ? text.matchAll(/^func (\w+)\(/gm) : [];
    for (const [, defined] of [...c, ...go]) names.add(defined!);
    for (const [output] of text.matchAll(/\b[\w-]+\.(?:o|wasm|a|js)\b/g))
      if (name.endsWith('case.yaml')) names.add(output);
    for (const [, path] of text.matchAll(/^module (\S+)/gm)) names.add(path!);
  }
  return new Set([...names].filter((name) => name !== 'main' && !name.startsWith('__')));
}

const strangers = results.breaks.flatMap((brk) => {
  const message = strangersMessage(brk);
  return message ? [{ brk, explained: explain(message) }] : [];
});

describe('a log of somebody else that has a name of the catalogue', () => {
  it('is tried for many breaks', () => {
    expect(strangers.length).toBeGreaterThan(60);
  });

  it('gets measurements only with the explanation of the break that they were made on', () => {
    const unfounded = strangers.flatMap(({ brk, explained }) =>
      explained
        .filter(({ known, measured }) => measured.some((one) => known === null || !one.known.includes(known)))
        .map(() => brk.id),
    );
    expect(unfounded).toEqual([]);
  });

  it('gets none by the name of a file, function or module that a case made up', () => {
    const own = ownNames();
    const local = strangers.filter(({ brk }) => own.has(brk.subject));
    expect(local.length).toBeGreaterThan(10);
    expect(
      local.filter(({ explained }) => explained.some(({ measured }) => measured.length > 0)).map(({ brk }) => brk.id),
    ).toEqual([]);
  });

  it('still gets them by the names of a toolchain', () => {
    const cured = strangers.filter(({ explained }) =>
      explained.some(({ measured }) => measured.some((one) => one.cures.length > 0)),
    );
    const ids = cured.map(({ brk }) => brk.id);
    for (const id of ['runtime-export-missing:HEAPU8', 'import-missing:env.__sys_open', 'import-module-missing:gojs'])
      expect(ids).toContain(id);
  });
});

describe('an entry', () => {
  const entryOf = (name: string) => entries.find((entry) => entry.name === name)!;
  it.each<[string, Kind, boolean]>([
    ['heap-views-not-exported', 'runtime-export-missing', true],
    ['object-of-newer-clang', 'object-unsupported-construct', true],
    ['cgo-files-drop-out', 'build-constraints-exclude', false],
    ['bigint-at-the-boundary', 'bigint-abi-mismatch', true],
  ])('%s distinguishes messages of a kind, or is all of it', (name, kind, expected) => {
    expect(distinguishes(entryOf(name), kind)).toBe(expected);
  });
});
