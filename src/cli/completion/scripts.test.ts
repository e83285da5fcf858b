import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { type Completable, completionScript, SHELLS } from './scripts.ts';

const COMMANDS: readonly Completable[] = [
  {
    name: 'report',
    describe: "Write it: the catalogue's pages",
    options: [
      { name: 'open', describe: "Open it: that's all", choices: [] },
      { name: 'fail-on', describe: 'What fails', choices: ['new', 'none'] },
    ],
  },
  { name: 'run', describe: 'Run', options: [] },
];

it('completes commands, options and the words of an option in bash', () => {
  const ask = (...words: readonly string[]) => {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    const script = `${completionScript('bash', COMMANDS)}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _emrift; echo "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split(' ');
  };
  expect(ask('emrift', 'r')).toEqual(['report', 'run']);
  expect(ask('emrift', 'report', '--')).toEqual(['--open', '--fail-on']);
  expect(ask('emrift', 'report', '--fail-on', 'n')).toEqual(['new', 'none']);
  expect(ask('emrift', 'run', '--x')).toEqual(['']);
});

it('has for each shell every command, option and word, with quotes as the shell reads them', () => {
  for (const shell of SHELLS) {
    const script = completionScript(shell, COMMANDS);
    for (const word of ['report', 'run', 'open', 'fail-on', 'new', 'none']) expect(script).toContain(word);
  }
  expect(completionScript('zsh', COMMANDS)).toContain(`'report:Write it\\: the catalogue'\\''s pages'`);
  expect(completionScript('fish', COMMANDS)).toContain(`-l open -d 'Open it: that\\'s all'`);
});
