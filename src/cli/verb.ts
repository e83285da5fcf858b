import type { Argv } from 'yargs';
import type { ExitCode } from './exit-codes.ts';

/** One command: its options, and what it does with them. */
export interface Verb<Options extends object> {
  /** Declares positionals and options. */
  options(parser: Argv<object>): Argv<Options>;
  /** Does the work and gives the exit code. Throws `ProblemInInput` and `InfrastructureError`. */
  handle(options: Options): Promise<ExitCode> | ExitCode;
}

/** A verb whatever its options are, as the table of commands has it. */
export interface AnyVerb {
  options(parser: Argv<object>): unknown;
  handle(options: never): Promise<ExitCode> | ExitCode;
}
