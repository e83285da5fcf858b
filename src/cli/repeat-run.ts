import { storeFolder } from '../toolchains/providers/settings.ts';
import { endWith } from './io/command-end.ts';
import { printAgain } from './io/terminal.ts';
import { findRemembered } from './run/remembered-run.ts';

/**
 * Shows again what a run showed, where it would find nothing new: a program of its own, since what can do the run takes longer to
 * start than it takes to see that nothing changed. The launcher asks it first. Whether it did; false: the run has to be done.
 */
export function repeatRun(): boolean {
  const shown = findRemembered(storeFolder(process.env));
  if (!shown) return false;
  endWith(async () => {
    printAgain(shown.printed);
    return shown.code;
  });
  return true;
}
