import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCaseName } from '../../cases/schema.ts';
import { ProblemInInput } from '../../model/errors.ts';

const TEMPLATE = `title: A sentence that says what a user would want
tags: []
why: >-
  Why somebody cares, for the reader of the catalogue.
steps:
  build:
    run: emcc main.c -O2 -o main.js
    outputs: [main.js, main.wasm]
  start:
    needs: [build]
    run: node main.js
    stdout: hello
refs: []
`;

/**
 * Makes the folder of a new case, with sources to begin with, and gives the path of its `case.yaml`. Throws `ProblemInInput`
 * unless exactly one case is named that is not there yet.
 */
export function beginCase(root: string, names: readonly string[]): string {
  const [name] = names;
  if (!name || names.length > 1 || !isCaseName(name)) {
    throw new ProblemInInput('name one case to create', { hint: 'like `emrift cases new page/my-case`' });
  }
  const folder = join(root, name);
  if (existsSync(folder)) throw new ProblemInInput('already exists', { position: { file: folder } });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'case.yaml'), TEMPLATE);
  writeFileSync(join(folder, 'main.c'), '#include <stdio.h>\n\nint main(void) {\n  puts("hello");\n  return 0;\n}\n');
  return join(folder, 'case.yaml');
}
