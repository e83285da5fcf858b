import { ARTIFACT_TABLES, type Case, type NamePatterns, type Step } from '../../cases/case.ts';
import { type CellName, compareRoles, parseToolchain, printCell } from '../../model/ids.ts';
import { byCodeUnit } from '../../model/order.ts';
import { cleanLine } from '../text/clean.ts';
import { quote } from '../text/quote.ts';
import { pathBelow } from './copy-inputs.ts';
import { type EmbeddedFile, embedFile, hereDocument } from './embed-file.ts';
import {
  folderVariable,
  needTool,
  ownFolderVariable,
  placeVariable,
  titleOfTool,
  variablesOf,
} from './needed-tools.ts';
import { PRELUDE } from './prelude.ts';

/** A step that failed when the cell was measured. */
export interface MeasuredFailure {
  readonly step: string;
  readonly id: string;
  /** Null where a limit ended it. */
  readonly exitCode: number | null;
  /** The message that shows it, as the tool printed it. */
  readonly message: string;
}

/** What is put into a script. */
export interface ReproInput {
  readonly probe: Case;
  /** All steps of the case, or of one of its workarounds. */
  readonly steps: readonly Step[];
  readonly workaround: string | null;
  readonly on: CellName['on'];
  readonly files: readonly EmbeddedFile[];
  /** The failures of the cell as measured, none where it works; null where it was not measured. */
  readonly measured: readonly MeasuredFailure[] | null;
  /** The program behind the command `browse`, which opens pages. */
  readonly browse: string;
  readonly version: string;
}

/**
 * A shell script (POSIX sh) that carries out one cell without emrift: sources inside, exact versions, the commands, and
 * whether the outcome is the measured one.
 */
export function writeScript(input: ReproInput): string {
  const { steps, on, files } = input;
  const used = new Set(steps.flatMap(({ uses, inputs }) => [...uses, ...inputs.map(({ role }) => role)]));
  const roles = Object.keys(on)
    .filter((role) => used.has(role) && isLookedFor(role, on[role]!, steps))
    .sort(compareRoles);
  const parts = [
    ...writeHead(input, roles),
    PRELUDE,
    '# --- tools',
    ...roles.flatMap((role) => needTool(role, on[role]!)),
    '[ -z "$missing" ] || exit 2',
    '',
    '# --- sources',
    'cd "$work/sources" || exit 2',
    ...files.flatMap(embedFile),
    ...(roles.some((role) => parseToolchain(on[role]!)?.tool === 'chromium') ? layBrowser(input.browse) : []),
    ...steps.flatMap((step) => ['', ...writeStep(step, input, roles)]),
    '',
    ...writeEnd(input),
  ];
  return `${parts.join('\n')}\n`;
}

function writeHead({ probe, on, workaround, measured, version }: ReproInput, roles: readonly string[]): string[] {
  const variables = roles.map((role) => `${placeVariable(role, on[role]!)} (${titleOfTool(on[role]!)})`);
  const lines = [
    printCell({ case: probe.name, on }),
    cleanLine(probe.title),
    ...(workaround === null ? [] : [`With the workaround ${workaround}.`]),
    '',
    ...describeMeasured(measured),
    '',
    `Exit code: 0 as ${measured ? 'measured' : 'expected'} · 1 otherwise · 2 it could not be tried.`,
    `Tools are taken from PATH, or from folders that variables name: ${variables.join(', ')}.`,
    'ANY_VERSION=1 accepts other versions, KEEP=1 leaves the folder of the steps.',
    'GOCACHE, GOPROXY and GOSUMDB are taken over where they are set.',
    `Written by emrift ${version}; needs nothing of it.`,
  ];
  return ['#!/bin/sh', ...lines.map((line) => `# ${line}`.trimEnd())];
}

function describeMeasured(measured: ReproInput['measured']): string[] {
  if (measured === null) return ['Not measured; the case expects that every step passes.'];
  if (measured.length === 0) return ['Measured: every step passes.'];
  return measured.flatMap(({ step, id, exitCode, message }) => [
    `Measured: step ${step} ${exitCode === null ? 'is stopped by its limit' : `ends with exit code ${exitCode}`}, ${cleanLine(id)}`,
    ...(message === '' ? [] : [`  ${cleanLine(message)}`]),
  ]);
}

/** Whether a script has to find the toolchain itself; of wazero many steps use the library alone. */
function isLookedFor(role: string, id: string, steps: readonly Step[]): boolean {
  if (parseToolchain(id)?.tool !== 'wazero') return true;
  return steps.some(({ uses, run }) => uses.includes(role) && /(?:^|[\s;&|(])wazero /.test(run));
}

/** Without windows, a graphics card or a network of its own; a container's root may start it. */
const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

function layBrowser(program: string): string[] {
  const file = (path: string, text: string, executable: boolean) =>
    embedFile({ path, bytes: Buffer.from(text), executable });
  const start = `#!/bin/sh\nexec "$REAL_CHROMIUM" ${CHROMIUM_FLAGS.join(' ')} "$@" 2>>"$HOME/chromium.log"\n`;
  return [
    'cd "$work/browse" || exit 2',
    ...file('browse', '#!/bin/sh\nexec node "$(dirname "$0")/browse.mjs" "$@"\n', true),
    ...file('browse.mjs', program, false),
    ...file('bin/chromium', start, true),
  ];
}

/** `lookedFor` are the roles whose toolchains the script has found. */
function writeStep(step: Step, { on, steps }: ReproInput, lookedFor: readonly string[]): string[] {
  const title = step.uses.map((role) => titleOfTool(on[role]!)).join(', ');
  const taken = step.needs.flatMap((name) => {
    const outputs = steps.find((other) => other.name === name)?.outputs ?? [];
    return outputs.length > 0 ? [`take ${name} ${outputs.map(quote).join(' ')}`] : [];
  });
  const body = [
    `begin ${step.name}`,
    ...step.inputs.map((taking) => takeFile(taking, on[taking.role]!)),
    ...taken,
    hereDocument(`cat >"$work/$step.sh"`, `${step.run.trimEnd()}\n`),
    `run_step ${writeEnv(step, on, lookedFor).join(' ')}`,
    ...writeExpectations(step),
  ];
  const head = `# --- ${step.name}${title ? `: ${title}` : ''}`;
  if (step.needs.length === 0) return [head, ...body];
  return [head, `if passed ${step.needs.join(' ')}; then`, ...body, `else block ${step.name}; fi`];
}

function takeFile({ path, role, file }: Step['inputs'][number], id: string): string {
  const name = parseToolchain(id);
  const below = pathBelow(name, file);
  const own = ownFolderVariable(name);
  const from = own ? `"$${own}"` : `"$(dirname "$${folderVariable(role)}")"`;
  return `take_from ${from} ${quote(below)} ${quote(path)} ${quote(titleOfTool(id))}`;
}

function writeEnv(step: Step, on: CellName['on'], lookedFor: readonly string[]): string[] {
  const roles = [...step.uses].sort(compareRoles);
  const names = roles.map((role) => ({ role, name: parseToolchain(on[role]!)! }));
  const has = (tool: string) => names.some(({ name }) => name.tool === tool);
  const own = names.flatMap(({ name }) => ownFolderVariable(name) ?? []);
  const folders = names.flatMap(({ role, name }) => {
    const isElsewhere = ownFolderVariable(name) || name.tool === 'chromium' || !lookedFor.includes(role);
    return isElsewhere ? [] : [`$${folderVariable(role)}`];
  });
  // First, for a folder of other tools, such as /usr/bin, may have a browser too, which would run with its own flags.
  if (has('chromium')) folders.unshift('$work/browse', '$work/browse/bin');
  const fixed: Record<string, string> = {
    ...(has('go') ? { GOENV: 'off', GOFLAGS: '', GOTOOLCHAIN: 'local' } : {}),
    ...(has('go') && !has('wazero') ? { GOPROXY: 'off' } : {}),
    ...Object.assign({}, ...names.map(({ name }) => variablesOf(name))),
    ...step.env,
  };
  return [
    `PATH="${[...folders, '$outside'].join(':')}"`,
    ...(has('go') ? ['GOPATH="$work/home/go"', 'GOCACHE="$go_cache"'] : []),
    ...(has('wazero') ? ['GOPROXY="$go_proxy"', 'GOSUMDB="$go_sumdb"'] : []),
    ...(has('chromium') ? ['REAL_CHROMIUM="$CHROMIUM_BIN/chromium"'] : []),
    ...own.map((variable) => `${variable}="$${variable}"`),
    ...Object.keys(fixed)
      .sort(byCodeUnit)
      .map((name) => `${name}=${fixed[name] === '' ? '' : quote(fixed[name]!)}`),
  ];
}

function writeExpectations({ expect }: Step): string[] {
  const { stdout, artifacts } = expect;
  const lines = stdout === undefined ? [] : [hereDocument('expect_output', `${stdout.replace(/\n$/, '')}\n`)];
  for (const [path, tables] of Object.entries(artifacts)) {
    for (const table of ARTIFACT_TABLES) {
      const patterns = tables[table];
      if (!patterns) continue;
      if (table === 'symbols')
        lines.push(`# The symbols of ${path}, which emrift also looks at, are not checked here.`);
      else lines.push(...expectNames(path, table, patterns));
    }
  }
  return lines;
}

function expectNames(path: string, table: string, { has, only, not }: NamePatterns): string[] {
  const line = (rule: string, patterns: readonly string[]) =>
    `expect_names ${rule} ${table} ${quote(path)} ${patterns.map((pattern) => quote(shellPattern(pattern))).join(' ')}`;
  return [
    ...(has.length > 0 ? [line('has', has)] : []),
    ...(only ? [line('only', only)] : []),
    ...(not.length > 0 ? [line('not', not)] : []),
  ];
}

/** A pattern of names in the form that `case` takes: `*` for any text, everything else as it is. */
function shellPattern(pattern: string): string {
  return pattern
    .split('*')
    .map((piece) => (piece === '' ? '' : `'${piece.replaceAll("'", "'\\''")}'`))
    .join('*');
}

function writeEnd({ measured }: ReproInput): string[] {
  const expected = (measured ?? []).map(({ step, exitCode }) => `' ${step}:'${exitCode === null ? '*' : exitCode}`);
  const as = measured ? 'as measured' : 'as expected';
  const summary = measured?.length ? `it fails in ${measured.map(({ step }) => step).join(', ')}` : 'every step passes';
  return [
    '# --- outcome',
    `case $failed in`,
    `${expected.join('') || "''"}) say ${quote(`${as}: ${summary}`)} ;;`,
    `*)`,
    `  say "not as ${measured ? 'measured' : 'expected'}: \${failed:+these steps fail (step:exit code):}\${failed:-every step passes}"`,
    '  exit 1',
    '  ;;',
    'esac',
  ];
}
