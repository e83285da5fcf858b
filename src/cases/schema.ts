import { Buffer } from 'node:buffer';
import * as z from 'zod';
import { CASE_NAME, ROLE_NAME } from '../model/ids.ts';
import { TOOL_NAMES, type Tool } from '../model/tools.ts';
import { DURATION, SIZE } from './quantities.ts';

const LONGEST_ARGUMENT = 100_000;
const name = z.string().regex(ROLE_NAME, 'must be lower-case letters, digits and hyphens, beginning with a letter');
const text = z.string().min(1);
/** What the kernel takes as one argument or variable (execve(2)): no NUL, and less than 128 KiB. */
const argument = z
  .string()
  .refine((value) => !value.includes('\0'), 'must not contain a NUL, which no command or variable can have')
  .refine((value) => Buffer.byteLength(value) < LONGEST_ARGUMENT, 'must be shorter than 100 KB');
const size = z.string().regex(SIZE, 'must be like 512MB').optional();
const COUNT = 'must be a whole number above 0';
const count = z.number(COUNT).int(COUNT).min(1, COUNT).max(9_999_999, 'must be below ten million').optional();
const relativePath = z
  .string()
  .min(1)
  .max(400)
  .refine(isInside, 'must be a relative path that stays inside the working folder');
const patterns = z.strictObject({
  has: z.array(text).optional().describe('patterns that must each match a name'),
  only: z.array(text).optional().describe('patterns of which one must match every name'),
  not: z.array(text).optional().describe('patterns that must match no name'),
});
const tables = {
  imports: patterns.optional().describe('names are module.name'),
  exports: patterns.optional(),
  symbols: patterns.optional(),
};
/** Of reported values, which may be called as what they are of: `os.ReadFile`. */
const valueNames = z
  .array(
    z
      .string()
      .regex(
        /^[A-Za-z][A-Za-z0-9._-]*$/,
        'must be letters, digits, dots, underscores and hyphens, beginning with a letter',
      ),
  )
  .min(1);
const stepShape = {
  run: argument.min(1).describe('the command, given to sh -ec'),
  uses: z.array(name).optional().describe('roles mounted for the step; by default derived from the first word of run'),
  needs: z.array(name).optional().describe('steps that come first and whose outputs are given to this one'),
  env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), argument).optional(),
  inputs: z
    .record(relativePath, z.string().regex(/^[a-z][a-z0-9-]*:.+$/, 'must be <role>:<file>'))
    .optional()
    .describe('files out of a toolchain: path → <role>:<file>'),
  outputs: z.array(relativePath).optional().describe('files that are kept'),
  stdout: z.string().optional().describe('exact standard output, but for a last newline'),
  ...tables,
  artifacts: z
    .record(relativePath, z.strictObject(tables))
    .optional()
    .describe('assertions by output, where there are several'),
  record: z
    .array(text)
    .min(1)
    .optional()
    .describe('patterns of outputs (libraries, objects, modules) whose symbol tables the catalogue keeps'),
  each: z
    .array(name)
    .min(1)
    .optional()
    .describe('axes of `variants`: the step is repeated for all their choices, whose texts replace {axis}'),
  resolves: z
    .array(text)
    .min(1)
    .optional()
    .describe(
      'symbols: the catalogue keeps how they resolve in the module among the outputs, and how its objects have them',
    ),
  reports: valueNames
    .optional()
    .describe('names of which standard output has a line name=value; the catalogue keeps the values'),
  outcomes: z
    .literal(true)
    .optional()
    .describe('standard output has results of tests, in the form of go test -v; the catalogue keeps each'),
  tells: valueNames.optional().describe('the former name of `reports`').meta({ deprecated: true }),
  limits: z
    .strictObject({
      wall: z.string().regex(DURATION, 'must be like 20s or 500ms').optional(),
      silence: z.string().regex(DURATION, 'must be like 20s or 500ms').optional(),
      output: z.string().regex(SIZE, 'must be like 1MB').optional(),
      memory: size,
      disk: size.describe('what its files occupy'),
      files: count.describe('files and folders that it makes'),
      processes: count.describe('processes and threads at a time'),
      outputs: size.describe('the bytes of all outputs'),
    })
    .optional()
    .describe('limits; exceeding one is a finding'),
};
const step = z.strictObject(stepShape);
const replacement = z.strictObject({
  ...stepShape,
  run: stepShape.run.optional(),
});
const role = z.union([
  z.enum(TOOL_NAMES as [Tool, ...Tool[]]),
  z.strictObject({
    tool: z.enum(TOOL_NAMES as [Tool, ...Tool[]]),
    is: z.enum(['previous', 'next']).optional().describe('the neighbouring tested version of another role'),
    of: name.optional().describe('that other role; by default the one named like the tool'),
  }),
]);

/** The format of `case.yaml`; editors get it as JSON Schema. */
export const caseSchema = z.strictObject({
  title: text.describe('what a user would want, as one sentence'),
  tags: z.array(name).optional(),
  why: text.describe('why it matters, for the catalogue'),
  shared: z
    .union([z.array(relativePath).min(1), z.record(relativePath, relativePath)])
    .optional()
    .describe('files of the group’s folder _shared, or of that of all cases: names, or name here → name there'),
  roles: z.record(name, role).optional().describe('parts played by toolchains, where the tool’s name is not enough'),
  variants: z
    .record(name, z.record(name, argument))
    .optional()
    .describe('what is varied: axis → choice → the text that replaces it in steps'),
  when: z
    .union([z.record(name, text), z.array(z.record(name, text)).min(1)])
    .optional()
    .describe('role → range of versions to which the case applies; a list means any of them'),
  steps: z.record(name, step).refine((steps) => Object.keys(steps).length > 0, 'must have at least one step'),
  workarounds: z.record(name, z.strictObject({ title: text, steps: z.record(name, replacement) })).optional(),
  refs: z.array(text).optional(),
});

/** A case as written. */
export type CaseSource = z.infer<typeof caseSchema>;

/** A step as written. */
export type StepSource = CaseSource['steps'][string];

/** JSON Schema (draft 2020-12) of `case.yaml`. */
export function caseJsonSchema(): object {
  return z.toJSONSchema(caseSchema, { io: 'input' });
}

/** Whether a name may be a case's. False: it has other characters, or leads elsewhere. */
export function isCaseName(text: string): boolean {
  return CASE_NAME.test(text);
}

function isInside(path: string): boolean {
  return (
    !/^[/~]|\\|[\x00-\x1f]/.test(path) && path.split('/').every((part) => part !== '..' && part !== '.' && part !== '')
  );
}
