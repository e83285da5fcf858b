import { printCell } from '../model/ids.ts';
import type { Cell } from '../model/results.ts';
import { reproCommand } from '../reports/repro/by-hand.ts';
import { type Child, codeBlock, h, line } from './dom.ts';
import type { World } from './world.ts';

/** What is to be copied of a cure that passed on a cell: its commands, or where they are the same on other files a script. */
export function cureCode(world: World, cell: Cell, workaround: string): Child {
  const commands = world.commandsOf(cell.case, workaround);
  if (commands === '') return cureScript(cell, workaround);
  return codeBlock(commands, `the commands of ${line(workaround)} in ${line(cell.case)}`);
}

/** The command that writes a cure down as a script, with the files that it needs. */
export function cureScript(cell: Cell, workaround: string): Child {
  const command = `${reproCommand(printCell(cell), workaround)} -o cure.sh`;
  return [
    h('p', { class: 'soft' }, `With the files of cases/${line(cell.case)}; as a script that has them inside:`),
    codeBlock(command, `the command that writes ${line(workaround)} in ${line(cell.case)} as a script`),
  ];
}
