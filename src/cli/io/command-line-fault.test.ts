import { expect, it } from 'vitest';
import { NO_COMMAND, wordFault } from './command-line-fault.ts';

const COMMANDS = [
  { command: 'pair <go> <emsdk>', needs: 'a Go and an Emscripten version, as `pair 1.25 6.0.5`' },
  { command: 'explain [what]' },
];

it.each([
  ['--foo', NO_COMMAND, 'unknown option --foo, and no command given'],
  ['', NO_COMMAND, 'no command given'],
  [
    'pair 1.25',
    'Not enough non-option arguments: got 1, need at least 2',
    'pair needs a Go and an Emscripten version, as `pair 1.25 6.0.5`',
  ],
  ['explian x', 'Did you mean explain?', 'unknown command `explian`; did you mean `explain`?'],
  ['zzz', 'Unknown argument: zzz', 'unknown command `zzz`'],
  ['explain --dry-run', 'Unknown arguments: dry-run, dryRun', 'unknown option: --dry-run'],
  ['explain --job=3 --no-foo', 'Unknown arguments: job, foo', 'unknown options: --job, --no-foo'],
  ['explain a b', 'Unknown argument: b', 'unknown argument: b'],
  [
    'explain --fail-on bogus',
    'Invalid values:\n  Argument: fail-on, Given: "bogus", Choices: "error", "none"',
    'fail-on: "bogus" is none of "error", "none"',
  ],
  ['explain --x', 'something new that yargs says\nand more', 'something new that yargs says'],
])('emrift %s, of which yargs says %j: %s', (line, message, expected) => {
  expect(
    wordFault(
      message,
      line.split(' ').filter((word) => word !== ''),
      COMMANDS,
    ),
  ).toBe(expected);
});
