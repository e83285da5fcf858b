/** The options as yargs gives them. */
export interface ExplainOptions {
  what?: string | undefined;
  out?: string | undefined;
  all: boolean;
  'fail-on': string;
  github: boolean;
  tee: boolean;
  follow?: string[] | undefined;
  json: boolean;
}
