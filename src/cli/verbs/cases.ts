import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../../cases/case.ts';
import { claimsJsonSchema } from '../../cases/claims-schema.ts';
import { describeCase } from '../../cases/describe.ts';
import { caseJsonSchema, isCaseName } from '../../cases/schema.ts';
import { selectCases } from '../../cases/select.ts';
import { digestOnly, loadCases } from '../../engine/project/load-cases.ts';
import { loadClaims } from '../../engine/project/load-claims.ts';
import { findProject } from '../../engine/project/project.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { EXIT } from '../io/exit-codes.ts';
import { print, printJson } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';

interface Options {
  action: string;
  names?: string[] | undefined;
  cases?: string | undefined;
  schema?: boolean | undefined;
  json?: boolean | undefined;
}

/** `emrift cases list | show | check | new`. */
export const cases: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('action', { choices: ['list', 'show', 'check', 'new'], type: 'string', demandOption: true })
      .positional('names', { type: 'string', array: true, describe: 'Cases, groups, patterns with *, or tag:NAME' })
      .option('cases', { type: 'string', describe: 'Folder with the cases', requiresArg: true })
      .option('schema', {
        type: 'boolean',
        describe: 'With show: the JSON Schema of case.yaml, for editors; with show claims: of claims.yaml',
      })
      .option('json', { type: 'boolean', describe: 'One JSON document on standard output' }),
  handle({ action, names = [], cases: folder, schema, json }) {
    const root = folder ?? findProject().cases;
    if (action === 'new') return begin(root, names);
    if (schema) {
      printJson(names[0] === 'claims' ? claimsJsonSchema() : caseJsonSchema());
      return EXIT.ok;
    }
    const all = loadCases(root, digestOnly);
    const chosen = selectCases(all, names);
    if (json) printJson({ cases: chosen.map(describeCase) });
    else if (action === 'check') print(describeCheck(chosen.length, loadClaims(root, all).length));
    else print(chosen.map(action === 'show' ? showCase : listCase).join('\n'));
    return EXIT.ok;
  },
};

function describeCheck(cases: number, claims: number): string {
  const words = `${cases} ${cases === 1 ? 'case' : 'cases'}`;
  if (claims === 0) return `${words} ${cases === 1 ? 'is' : 'are'} well-formed`;
  return `${words} and ${claims} ${claims === 1 ? 'claim' : 'claims'} are well-formed`;
}

function listCase(probe: Case): string {
  return `${probe.name.padEnd(30)} ${probe.roles
    .map((role) => role.name)
    .join(' × ')
    .padEnd(20)} ${probe.title}`;
}

function showCase(probe: Case): string {
  const lines = [probe.name, `  ${probe.title}`, `  ${probe.why}`, ''];
  for (const step of probe.steps) {
    lines.push(
      `  ${step.name} (once per ${step.axes.join(' × ') || 'run'})`,
      ...step.run
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
    );
  }
  for (const workaround of probe.workarounds) lines.push(`  workaround ${workaround.name}: ${workaround.title}`);
  return `${lines.join('\n')}\n`;
}

const TEMPLATE = `title: A sentence that says what a user would want to work
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

function begin(root: string, names: readonly string[]): number & 0 {
  const [name] = names;
  if (!name || names.length > 1 || !isCaseName(name)) {
    throw new ProblemInInput('name the one case to begin', { hint: 'like `emrift cases new page/my-probe`' });
  }
  const folder = join(root, name);
  if (existsSync(folder)) throw new ProblemInInput('is there already', { position: { file: folder } });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'case.yaml'), TEMPLATE);
  writeFileSync(join(folder, 'main.c'), '#include <stdio.h>\n\nint main(void) {\n  puts("hello");\n  return 0;\n}\n');
  print(`${join(folder, 'case.yaml')}: now say what a user would want; then \`emrift run --case ${name}\``);
  return EXIT.ok;
}
