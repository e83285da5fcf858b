import { execFileSync } from 'node:child_process';
import { ownMark } from './mark.ts';

/** The mark of a process of this machine that has ended: its number was given and is free again. */
export function deadMark(): string {
  return ownMark().replace(/^\d+/, execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }).trim());
}

/** The same number on another host. */
export function elsewhere(mark: string): string {
  return mark.replace(/-.{8}/, '-ffffffff');
}

/** The same number on this host, before it was started the last time. */
export function beforeBoot(mark: string): string {
  return mark.replace(/(-.{8}).{4}/, '$1ffff');
}
