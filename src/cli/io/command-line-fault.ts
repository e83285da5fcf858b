/** A command as the table of commands has it: `pair <go> <emsdk>`. */
export interface Usage {
  readonly command: string;
  /** What it needs and how that looks, where it needs anything: `a Go and an Emscripten version, as \`pair 1.25 6.0.5\``. */
  readonly needs?: string;
}

/**
 * What is wrong with a command line, in one line: yargs' own message (of version 18) names values in further lines, an
 * option twice where it has a hyphen, and of a missing argument only how many there are.
 */
export function wordFault(message: string, argv: readonly string[], commands: readonly Usage[]): string {
  const [first = '', ...rest] = message.split('\n').map((line) => line.trim());
  const used = commands.find(({ command }) => command.split(' ')[0] === argv[0]);
  if (first.startsWith('Invalid values'))
    return rest
      .filter((line) => line !== '')
      .map(wordValue)
      .join('; ');
  if (first.startsWith('Not enough non-option arguments') && used?.needs !== undefined) {
    return `${argv[0]} needs ${used.needs}`;
  }
  const meant = /^Did you mean (.+)\?$/.exec(first)?.[1];
  if (meant !== undefined) {
    const word = argv.find((one) => !one.startsWith('-')) ?? argv[0];
    return `unknown command \`${word}\`; did you mean \`${meant}\`?`;
  }
  const unknown = /^Unknown arguments?: (.*)$/.exec(first)?.[1];
  if (unknown !== undefined) return wordUnknown(unknown.split(', '), argv, used !== undefined);
  const option = first === NO_COMMAND ? argv.find((word) => word.startsWith('-')) : undefined;
  return option === undefined ? first : `unknown option ${nameOption(option)}, and no command given`;
}

/** What yargs is given to say where no command is named. */
export const NO_COMMAND = 'no command given';

/** `Argument: fail-on, Given: "bogus", Choices: "error", "none"`, with as few words as say it. */
function wordValue(line: string): string {
  const match = /^Argument: (.+?), Given: (.*), Choices: (.*)$/.exec(line);
  return match ? `${match[1]}: ${match[2]} is none of ${match[3]}` : line;
}

function wordUnknown(names: readonly string[], argv: readonly string[], inCommand: boolean): string {
  const aliases = new Set(names.filter((name) => name.includes('-')).map(camelCase));
  const options = new Set(argv.filter((word) => word.startsWith('-')).map(nameOption));
  const given = names
    .filter((name) => !aliases.has(name))
    .map((name) => [`--${name}`, `--no-${name}`, `-${name}`].find((word) => options.has(word)) ?? name);
  if (!inCommand && given.length === 1 && !given[0]!.startsWith('-')) return `unknown command \`${given[0]}\``;
  const what = given.every((name) => name.startsWith('-')) ? 'option' : 'argument';
  return `unknown ${what}${given.length === 1 ? '' : 's'}: ${given.join(', ')}`;
}

function nameOption(word: string): string {
  return word.split('=')[0]!;
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
