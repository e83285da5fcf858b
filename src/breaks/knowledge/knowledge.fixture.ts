import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { joinKnowledge, type KnownBreak, parseKnowledge } from './knowledge.ts';

const FOLDER = new URL('./', import.meta.url);

let shipped: readonly KnownBreak[] | undefined;

/** The knowledge that comes with emrift, read as the build reads it, once for all tests of a worker. */
export function readShippedKnowledge(): readonly KnownBreak[] {
  shipped ??= read();
  return shipped;
}

function read(): readonly KnownBreak[] {
  const files = ['.', 'logs'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, FOLDER))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `${folder}/${name}`),
  );
  return joinKnowledge(
    files.map((file) =>
      parseKnowledge(load(readFileSync(new URL(file, FOLDER), 'utf8')), file, file.startsWith('logs/')),
    ),
  );
}
