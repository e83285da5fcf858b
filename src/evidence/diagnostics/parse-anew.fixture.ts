import { vi } from 'vitest';
import type { parseLog } from './parse-log.ts';

/** The same parser without one of its memories: `module` is made of `without` instead. */
export async function parseAnew(module: string, without: () => object): Promise<typeof parseLog> {
  vi.doMock(module, without);
  vi.resetModules();
  const fresh = await import('./parse-log.ts');
  vi.doUnmock(module);
  return fresh.parseLog;
}
