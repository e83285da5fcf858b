import type { Argv } from 'yargs';

/** One command: its options, and what it does with them. */
export interface Verb<Options extends object> {
  /** Declares positionals and options. */
  options(parser: Argv<object>): Argv<Options>;
  /**
   * Does the work and gives the exit code, one of `EXIT` or that of a command that was followed. Throws `ProblemInInput`
   * and `InfrastructureError`.
   */
  handle(options: Options): Promise<number> | number;
}

/** A verb whatever its options are, as the table of commands has it. */
export interface AnyVerb {
  options(parser: Argv<object>): unknown;
  handle(options: never): Promise<number> | number;
}
