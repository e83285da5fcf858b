/** Where in an input file a problem lies. Lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Something the user gave is wrong: printed as one line with its position and a next step; exit code 2. */
export class ProblemInInput extends Error {
  override readonly name = 'ProblemInInput';
  readonly position: Position | undefined;
  readonly hint: string | undefined;

  constructor(message: string, options: { position?: Position | undefined; hint?: string | undefined } = {}) {
    super(message);
    this.position = options.position;
    this.hint = options.hint;
  }
}

/** The machine, the network or a store failed: never a verdict about a toolchain; exit code 3. */
export class InfrastructureError extends Error {
  override readonly name = 'InfrastructureError';
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.hint = options.hint;
  }
}

/** `file:line:column`, as far as it is known. */
export function printPosition(position: Position): string {
  return [position.file, position.line, position.column].filter((part) => part !== undefined).join(':');
}

/** The one line a user sees for an expected error: position, message, next step. Never contains a line break. */
export function printProblem(error: ProblemInInput | InfrastructureError): string {
  const where = error instanceof ProblemInInput && error.position ? `${printPosition(error.position)}: ` : '';
  const hint = error.hint ? ` (${error.hint})` : '';
  return `${where}${error.message}${hint}`.replace(/\s*[\r\n]+\s*/g, ' ');
}
