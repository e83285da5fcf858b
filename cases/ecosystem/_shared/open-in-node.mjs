// Finds the module of the step in `MODULE` and gives it, ready to be started, as its users in node have it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findRow } from './modules.mjs';

const folder = process.env.MODULE;
const row = findRow(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));

/** Starts it; gives the row of its package and what `start` gave. */
export async function open() {
  const glue = await import(pathToFileURL(join(folder, row.node)));
  const started = await row.start(glue.default ?? glue, (path) => `${folder}/${path}`);
  return { row, started };
}
