import type { z } from 'zod';
import { firstIssue } from '../../model/first-issue.ts';

/** A JSON object as read, or why the text is none. */
export type ReadJson = { readonly value: object } | { readonly reason: string };

/** Reads a text that has to be one JSON object. */
export function readJson(text: string): ReadJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { reason: `is no JSON: ${(error as Error).message.slice(0, 120)}` };
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? { value: value as object } : { reason: 'is no JSON object' };
}

/** The one thing to report of what is wrong with a value, and where in it, in one line. */
export function problemOf(error: z.ZodError): string {
  const { path, message } = firstIssue(error.issues);
  const where = path.map(String).join('.').slice(0, 100);
  return `${where === '' ? '' : `${where}: `}${message}`;
}

/** Whether a text names a file or folder directly beside another one. False: it leads elsewhere, or nowhere. */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.length <= 255 && !/[/\0]/.test(name);
}
