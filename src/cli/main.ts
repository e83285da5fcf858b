import process from 'node:process';
import yargs, { type Argv } from 'yargs';
import { findProject } from '../engine/project/project.ts';
import { ProblemInInput } from '../model/errors.ts';
import { endWith, HINT } from './io/command-end.ts';
import { NO_COMMAND, type Usage, wordFault } from './io/command-line-fault.ts';
import { EXIT } from './io/exit-codes.ts';
import { print } from './io/terminal.ts';
import type { AnyVerb } from './io/verb.ts';

/** Every command: how it is called, what it is for, and where it is found; loaded only when it is called. */
const VERBS: readonly (Usage & { readonly describe: string; readonly load: () => Promise<AnyVerb> })[] = [
  {
    command: 'run',
    describe: 'Install the toolchains of the matrix, run the cases, write the catalogue',
    load: async () => (await import('./verbs/run.ts')).run,
  },
  {
    command: 'pair <go> <emsdk>',
    needs: 'a Go and an Emscripten version, as `pair 1.25 6.0.5`',
    describe: 'Show what the catalogue knows of a pair of versions, offline',
    load: async () => (await import('./verbs/pair.ts')).pair,
  },
  {
    command: 'can <words..>',
    needs: 'a word, as `can heap`',
    describe: 'Show with which versions a case passes, by a word, offline',
    load: async () => (await import('./verbs/can.ts')).can,
  },
  {
    command: 'upgrade [dir]',
    describe: 'Show what an upgrade breaks, and where in a project, offline',
    load: async () => (await import('./verbs/upgrade.ts')).upgrade,
  },
  {
    command: 'smoke',
    describe: 'Compare a version with its predecessor, on all cases, the newest partners first',
    load: async () => (await import('./verbs/smoke.ts')).smoke,
  },
  {
    command: 'diff <old> <new>',
    needs: 'two results, as `diff HEAD~1:reports/results.json reports`',
    describe: 'Show what changed between two results: verdicts, breaks, evidence',
    load: async () => (await import('./verbs/diff.ts')).diff,
  },
  {
    command: 'report',
    describe: 'Write the catalogue from its results, or check that it is up to date',
    load: async () => (await import('./verbs/report.ts')).report,
  },
  {
    command: 'explain [what]',
    describe: 'Explain a log (causes, cures, versions) or a kind of break',
    load: async () => (await import('./verbs/explain.ts')).explain,
  },
  {
    command: 'inspect [files..]',
    describe: 'Show what wasm files, objects and archives contain, who made them, and what can run them',
    load: async () => (await import('./verbs/inspect.ts')).inspect,
  },
  {
    command: 'conformance',
    describe: 'Test hosts for WASI with guests of Go and Emscripten, or with a suite of tests',
    load: async () => (await import('./verbs/conformance.ts')).conformance,
  },
  {
    command: 'trace <file> [args..]',
    needs: 'a module, as `trace hello.wasm`',
    describe: 'Run a module, and list every call of WASI that it makes',
    load: async () => (await import('./verbs/trace.ts')).trace,
  },
  {
    command: 'toolchains <action> [names..]',
    needs: 'an action, as `toolchains list`',
    describe: 'List, install, verify or prune toolchains',
    load: async () => (await import('./verbs/toolchains.ts')).toolchains,
  },
  {
    command: 'cases <action> [names..]',
    needs: 'an action, as `cases list`',
    describe: 'List, show, check or create cases',
    load: async () => (await import('./verbs/cases.ts')).cases,
  },
  {
    command: 'merge [journals..]',
    describe: 'Merge the journals of all shards of a run into one catalogue',
    load: async () => (await import('./verbs/merge.ts')).merge,
  },
  {
    command: 'repro <cell>',
    needs: 'a cell, as `repro go/js-hello@go1.27.4+node24.21.0`',
    describe: 'Print a shell script that reproduces one cell without emrift',
    load: async () => (await import('./verbs/repro.ts')).repro,
  },
  {
    command: 'bisect <case>',
    needs: 'a case, as `bisect page/load-in-node --host node=16..20`',
    describe: 'Find the first version that breaks or fixes a case, along one axis',
    load: async () => (await import('./verbs/bisect.ts')).bisect,
  },
  {
    command: 'worker <action>',
    needs: 'an action, as `worker properties`',
    describe: 'Prepare a worker that runs steps for others, and show what its server has to announce',
    load: async () => (await import('./verbs/worker.ts')).worker,
  },
  {
    command: 'doctor',
    describe: 'Check prerequisites and print fixes',
    load: async () => (await import('./verbs/doctor.ts')).doctor,
  },
  {
    command: 'completion <shell>',
    needs: 'a shell, as `completion bash`',
    describe: 'Print the script that completes commands and options in a shell',
    load: async () => (await import('./verbs/completion.ts')).completionOf(VERBS),
  },
];

/** Parses the command line and does what it says. Gives the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const words = quoteCommand(argv);
  let code: number = EXIT.ok;
  let said = '';
  const parser = buildParser(words, (ended) => {
    code = ended;
  });
  // What yargs has to say, such as help, would be lost without a word where it cannot be written.
  await parser.parseAsync([...words], (_: unknown, __: unknown, output: string) => {
    said = output;
  });
  if (said !== '') print(said);
  return code;
}

/** `--follow CMD ARG…` as one option a word: what stands behind it is a command of its own, options and all. */
function quoteCommand(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf('--follow');
  if (at < 0 || argv[0] !== 'explain') return argv;
  const command = argv.slice(argv[at + 1] === '--' ? at + 2 : at + 1);
  return [...argv.slice(0, at), '--follow=', ...command.map((word) => `--follow=${word}`)];
}

function buildParser(argv: readonly string[], finish: (code: number) => void): Argv {
  const parser = yargs([...argv])
    .scriptName('emrift')
    .usage('$0 <command>\n\nFinds, names and explains what breaks where Go meets the Emscripten toolchain.');
  for (const { command, describe, load } of VERBS) {
    parser.command({
      command,
      describe,
      builder: (async (own: Argv<object>) => (await load()).options(own)) as never,
      handler: async (options) => finish(await (await load()).handle(options as never)),
    });
  }
  return parser
    .demandCommand(1, NO_COMMAND)
    .strict()
    .recommendCommands()
    .exitProcess(false)
    .version(findProject().version)
    .help()
    .alias('h', 'help')
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .fail((message, error) => {
      throw error ?? new ProblemInInput(wordFault(message, argv, VERBS), { hint: HINT });
    });
}

endWith(() => main(process.argv.slice(2)));
