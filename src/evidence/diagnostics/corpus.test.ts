import { describe, expect, it } from 'vitest';
import { CORPORA, type CorpusEntry, judgeEntry, readCorpus } from './corpus.fixture.ts';
import { parseLog } from './parse-log.ts';

describe.each(CORPORA)('recorded logs in %s', (folder) => {
  const entries = readCorpus(folder);

  it('are all read as stated', () => {
    const wrong: string[] = [];
    const scores = new Map<string, Score>();
    for (const entry of entries) wrong.push(...judge(entry, scores));
    console.info(printScores(scores));
    expect(wrong).toEqual([]);
  });

  it('hold no message in lines that are noise', () => {
    for (const { name, log, noise } of entries) {
      const lines = log.split('\n');
      for (const { logLine, code } of parseLog(log)) {
        const line = lines[logLine - 1] ?? '';
        expect(
          noise.some((text) => line.startsWith(text)),
          `${name}: ${code} in "${line}"`,
        ).toBe(false);
      }
    }
  });
});

interface Score {
  expected: number;
  found: number;
  extra: number;
}

function judge(entry: CorpusEntry, scores: Map<string, Score>): string[] {
  const { found, missed, extra } = judgeEntry(entry, parseLog(entry.log));
  const score = scores.get(entry.tool) ?? { expected: 0, found: 0, extra: 0 };
  scores.set(entry.tool, score);
  score.expected += entry.expect.length;
  score.found += found;
  score.extra += extra.length;
  return [
    ...missed.map((one) => `${entry.name}: not found: ${JSON.stringify(one)}`),
    ...extra.map((one) => `${entry.name}: not expected: ${JSON.stringify(one)}`),
  ];
}

function printScores(scores: ReadonlyMap<string, Score>): string {
  return [...scores]
    .map(([tool, { expected, found, extra }]) => {
      const precision = found + extra === 0 ? 1 : found / (found + extra);
      const recall = expected === 0 ? 1 : found / expected;
      return `${tool}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} of ${expected}`;
    })
    .join('\n');
}
