import { CODES, isCode, isKind, type Kind } from '../../model/codes.ts';
import { breakId } from '../../model/results.ts';

/** A break by name. */
export interface BreakName {
  readonly id: string;
  readonly kind: Kind;
  readonly subject: string;
}

/** Where a cause was seen: it names the break where the message does not. */
export interface SeenAt {
  readonly case: string;
  readonly step: string;
}

/** Names a break: `kind:subject`, or `kind:case/step` where neither the message nor a knowledge entry gives a subject. */
export function nameBreak(kind: Kind, subject: string | null, at: SeenAt): BreakName {
  const named = subject ?? `${at.case}/${at.step}`;
  return { id: breakId(kind, named), kind, subject: named };
}

/** Reads an id; null where the text before the first colon is no kind. */
export function parseBreakId(id: string): BreakName | null {
  const colon = id.indexOf(':');
  const kind = id.slice(0, colon);
  return colon > 0 && isKind(kind) ? { id, kind, subject: id.slice(colon + 1) } : null;
}

/**
 * The id with its variable part replaced by `*`: breaks of one shape are one question asked about several names.
 * Where the subject is `module.name` the module stays: `import-missing:env.*`.
 */
export function shapeOf({ kind, subject }: BreakName): string {
  const module = namesImport(kind) ? moduleOf(subject) : null;
  return breakId(kind, module === null ? '*' : `${module}.*`);
}

function namesImport(kind: Kind): boolean {
  if (isCode(kind)) return CODES[kind].subject === 'module.symbol';
  return kind === 'unexpected-import' || kind === 'absent-import';
}

/** Dynamic linking uses module names with a dot: `GOT.mem`, `GOT.func` (WebAssembly tool conventions, DynamicLinking.md). */
function moduleOf(subject: string): string | null {
  const match = /^(GOT\.(?:mem|func)|[^./*][^./]*)\../.exec(subject);
  return match ? match[1]! : null;
}
