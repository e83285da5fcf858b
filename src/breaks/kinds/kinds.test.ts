import { expect, it } from 'vitest';
import { CODES, FINDINGS, isKind } from '../../model/codes.ts';
import { KIND_INFO } from './index.ts';

const pages = Object.entries(KIND_INFO);

it('has a page for every kind and for nothing else', () => {
  expect(pages.map(([kind]) => kind).sort()).toEqual([...Object.keys(CODES), ...Object.keys(FINDINGS)].sort());
  expect(pages.every(([kind]) => isKind(kind))).toBe(true);
});

it.each(pages)('%s: every part is one or more whole sentences, short enough to be read', (_, page) => {
  const sentences = [page.meaning, page.silence, ...page.causes, ...page.cures];
  for (const text of sentences) {
    expect(text).toMatch(/^(?:[A-Z0-9`]|clang |cgo |wasip2 ).*[.]$/);
    expect(text.length).toBeLessThan(260);
    expect(text.split('`').length % 2, `back-quotes of ${text}`).toBe(1);
  }
  expect(page.title).toMatch(/^.{8,70}(?<![.])$/);
  expect(page.causes.length).toBeGreaterThan(0);
  expect(page.cures.length).toBeGreaterThan(0);
});

it('distinguishes every kind by its title', () => {
  expect(new Set(pages.map(([, { title }]) => title)).size).toBe(pages.length);
});
