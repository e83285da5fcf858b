import yargs from 'yargs';
import { type Completable, completionScript, SHELLS, type Shell } from '../completion/scripts.ts';
import { EXIT } from '../io/exit-codes.ts';
import { printFile } from '../io/terminal.ts';
import type { AnyVerb, Verb } from '../io/verb.ts';

interface Options {
  shell: string;
}

/** A command of the table. */
export interface ListedCommand {
  readonly command: string;
  readonly describe: string;
  readonly load: () => Promise<AnyVerb>;
}

/** `emrift completion`, for the commands of a table. */
export function completionOf(commands: readonly ListedCommand[]): Verb<Options> {
  return {
    options: (parser) =>
      parser.positional('shell', { choices: SHELLS, demandOption: true, describe: 'bash, zsh or fish' }) as never,
    async handle({ shell }) {
      const own = commands.filter(({ command }) => !command.startsWith('completion'));
      printFile(completionScript(shell as Shell, await Promise.all(own.map(describe))));
      return EXIT.ok;
    },
  };
}

/** A command with the options that it declares. */
async function describe({ command, describe: does, load }: ListedCommand): Promise<Completable> {
  const parser = yargs([]).help(false).version(false);
  (await load()).options(parser);
  const { key, choices } = (parser as unknown as { getOptions(): DeclaredOptions }).getOptions();
  const texts = (parser as unknown as { getInternalMethods(): Internals })
    .getInternalMethods()
    .getUsageInstance()
    .getDescriptions();
  const positionals = new Set([...command.matchAll(/[<[](\w+)/g)].map((match) => match[1]));
  const names = Object.keys(key).filter((name) => name.length > 1 && !positionals.has(name));
  return {
    name: command.split(' ')[0]!,
    describe: does,
    options: names.map((name) => ({ name, describe: texts[name] ?? '', choices: (choices[name] ?? []).map(String) })),
  };
}

/** What yargs keeps of what was declared. */
interface DeclaredOptions {
  readonly key: Readonly<Record<string, unknown>>;
  readonly choices: Readonly<Record<string, readonly unknown[]>>;
}

/** What yargs' own completion asks for the words beside options. */
interface Internals {
  getUsageInstance(): { getDescriptions(): Readonly<Record<string, string | undefined>> };
}
