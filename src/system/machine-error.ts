import { InfrastructureError } from '../model/errors.ts';

/**
 * Whether an error is one of the machine (no space, no rights, too many files), which says nothing about a toolchain. False: it is
 * a bug.
 */
export function isMachineError(error: unknown): boolean {
  if (error instanceof InfrastructureError) return true;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code);
}
