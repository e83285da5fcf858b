import type { Results } from '../model/results.ts';
import { TOOL_NAMES } from '../model/tools.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const recordOf =
  (check: Check): Check =>
  (value) => {
    if (!isObject(value)) return false;
    // Without a list of the values: there are millions of these.
    for (const name in value) if (Object.hasOwn(value, name) && !check(value[name])) return false;
    return true;
  };
const orNone =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const objectOf = (members: Readonly<Record<string, Check>>): Check => {
  const entries = Object.entries(members);
  return (value) => {
    if (!isObject(value)) return false;
    for (const [name, check] of entries) if (!check(value[name])) return false;
    return true;
  };
};
const isOneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    isText(value) && words.includes(value as string);

const isStatus = isOneOf('pass', 'break', 'skip', 'infra');
const isStep = objectOf({
  name: isText,
  run: isText,
  env: recordOf(isText),
  uses: listOf(isText),
  axes: listOf(isText),
});
const areBreaks = listOf(objectOf({ step: isText, id: isText, evidence: isText }));
const isModuleEntry = objectOf({ name: isText, module: orNone(isText) });

const isNull: Check = (value) => value === null;
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const isRange = objectOf({
  since: objectOf({ after: either(isNull, isText), by: isText }),
  until: either(isNull, objectOf({ after: isText, by: isText })),
  holes: listOf(isText),
  unknown: orNone(listOf(isText)),
});
const STAND: Readonly<Record<string, Check>> = {
  blame: isText,
  always: (value) => typeof value === 'boolean',
  known: orNone(isText),
  documented: orNone(recordOf(isText)),
};
const isTool: Check = isOneOf(...TOOL_NAMES);
const isBreak = objectOf({
  ...STAND,
  id: isText,
  shape: isText,
  kind: isText,
  subject: isText,
  cases: listOf(isText),
  affected: listOf(isText),
  evidence: objectOf({ cell: isText, step: isText, key: isText }),
  parts: orNone(
    listOf(
      objectOf({ ...STAND, case: isText, along: listOf(objectOf({ role: isText, tool: isTool, range: isRange })) }),
    ),
  ),
  ...Object.fromEntries(TOOL_NAMES.map((tool) => [tool, orNone(isRange)])),
});

/** Members of a diagnostic that are no text. */
const OTHER_MEMBERS: Readonly<Record<string, Check>> = {
  logLine: isNumber,
  line: isNumber,
  column: isNumber,
  count: isNumber,
  subjectBelow: isNumber,
  consequence: (value) => typeof value === 'boolean',
  files: listOf(isText),
  types: listOf(isText),
  names: listOf(isText),
};
const isMessage = objectOf({ reporter: isText, severity: isText, code: isText, message: isText });
const isDiagnostic: Check = (value) =>
  isMessage(value) &&
  Object.entries(value as object).every(([name, member]) =>
    (Object.hasOwn(OTHER_MEMBERS, name) ? OTHER_MEMBERS[name]! : isText)(member),
  );

const isOutcomes = objectOf({
  tests: isText,
  fail: orNone(listOf(isText)),
  skip: orNone(isText),
  details: orNone(recordOf(isText)),
  exitCode: either(isNull, isNumber),
  limit: orNone(isText),
  cut: orNone((value) => value === true),
  open: orNone(isText),
});

/**
 * What of results every reader relies on. By hand: a schema would take longer than all else that a run does which finds
 * nothing new.
 */
const MEMBERS: Readonly<Record<string, Check>> = {
  fingerprints: isNumber,
  toolchains: listOf(
    objectOf({
      id: isText,
      tool: isTool,
      version: isText,
      origin: isText,
      provenance: isText,
      digest: isText,
      llvm: orNone(isText),
      borrowed: orNone(recordOf(isText)),
      asked: listOf(isText),
    }),
  ),
  cases: listOf(
    objectOf({
      name: isText,
      title: isText,
      why: isText,
      tags: listOf(isText),
      refs: listOf(isText),
      roles: recordOf(isTool),
      steps: listOf(isStep),
      workarounds: listOf(objectOf({ name: isText, title: isText, steps: listOf(isStep) })),
    }),
  ),
  cells: listOf(
    objectOf({
      case: isText,
      on: recordOf(isText),
      status: isStatus,
      reason: orNone(isText),
      breaks: areBreaks,
      also: listOf(isText),
      untested: orNone(listOf(isText)),
      warnings: orNone(listOf(isText)),
      modules: orNone(recordOf(isText)),
      reported: orNone(recordOf(isText)),
      outcomes: orNone(recordOf(isOutcomes)),
      workarounds: orNone(recordOf(objectOf({ status: isStatus, breaks: orNone(areBreaks) }))),
    }),
  ),
  breaks: listOf(isBreak),
  evidence: recordOf(
    objectOf({
      command: isText,
      env: recordOf(isText),
      log: isText,
      unmet: orNone(listOf(isText)),
      diagnostics: listOf(isDiagnostic),
    }),
  ),
  tests: recordOf(listOf(isText)),
  modules: recordOf(objectOf({ imports: listOf(isModuleEntry), exports: listOf(isModuleEntry) })),
};

/** The member of results that is not what it should be, or null: a file somebody else wrote may hold anything. */
export function findFault(results: Results): string | null {
  const wrong = Object.entries(MEMBERS).find(([name, check]) => !check(results[name as keyof Results]));
  return wrong ? `\`${wrong[0]}\` is not what it should be` : null;
}
