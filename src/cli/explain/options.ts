/** The options as yargs gives them. */
export interface ExplainOptions {
  what?: string | undefined;
  out?: string | undefined;
  /** Whether what follows from causes is shown too; false: it is counted. */
  all: boolean;
  'fail-on': string;
  /** Whether a job of GitHub Actions is annotated; false: nobody but the reader is informed. */
  github: boolean;
  /** Whether the log is passed through; false: only the explanation is printed. */
  tee: boolean;
  follow?: string[] | undefined;
  /** Whether standard output is one JSON document; false: it is for people. */
  json: boolean;
}
