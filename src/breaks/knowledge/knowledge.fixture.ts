import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { joinKnowledge, type KnownBreak, parseKnowledge } from './knowledge.ts';

const FOLDER = new URL('./', import.meta.url);

/** The knowledge that comes with emrift, read as the build reads it. */
export function readShippedKnowledge(): readonly KnownBreak[] {
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
