import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODES } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { parseLog } from './parse-log.ts';

/**
 * Messages in all their wordings, and what each is read as. A file holds logs of one or more lines, each followed by
 * one line `=> {severity} {code} {fields}` per diagnostic, or `=> nothing`; lines `== …` are headings.
 */
const FOLDER = join(import.meta.dirname, 'messages');

interface Case {
  readonly log: string;
  readonly expected: readonly string[];
}

/** What follows from the code, from where the message stands, or repeats the text. */
const NOT_SHOWN = new Set([
  'reporter',
  'severity',
  'code',
  'message',
  'logLine',
  'column',
  'consequence',
  'count',
  'subjectBelow',
]);

function show(one: Diagnostic): string {
  const fields = Object.fromEntries(Object.entries(one).filter(([name]) => !NOT_SHOWN.has(name)));
  const shown = Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : '';
  return `=> ${one.severity} ${one.code}${shown}`;
}

function readCases(file: string): readonly Case[] {
  const cases: Case[] = [];
  let lines: string[] = [];
  let expected: string[] = [];
  for (const line of [...readFileSync(join(FOLDER, file), 'utf8').split('\n'), '== end']) {
    if (line.startsWith('=> ')) {
      expected.push(line);
      continue;
    }
    if (expected.length > 0) {
      cases.push({ log: `${lines.join('\n')}\n`, expected });
      [lines, expected] = [[], []];
    }
    if (line.startsWith('== ') || (line === '' && lines.length === 0)) continue;
    lines.push(line);
  }
  return cases;
}

const FILES = readdirSync(FOLDER).sort();

describe.each(FILES)('messages in %s', (file) => {
  it('are read as stated', () => {
    const shown = readCases(file).map(({ log }) => {
      const found = parseLog(log).map(show);
      return { log, expected: found.length > 0 ? found : ['=> nothing'] };
    });
    expect(shown).toEqual(readCases(file));
  });
});

describe('codes', () => {
  it('have a message each', () => {
    const covered = new Set(
      FILES.flatMap(readCases).flatMap(({ expected }) => expected.map((line) => line.split(' ')[2])),
    );
    expect(Object.keys(CODES).filter((code) => !covered.has(code))).toEqual([]);
  });
});
