/** What can be typed behind the program's name. */
export interface Completable {
  readonly name: string;
  readonly describe: string;
  readonly options: readonly CompletableOption[];
}

/** An option of a command. */
export interface CompletableOption {
  readonly name: string;
  readonly describe: string;
  /** The words that it takes; none where it takes any. */
  readonly choices: readonly string[];
}

/** The shells for which there is a script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** One of `SHELLS`. */
export type Shell = (typeof SHELLS)[number];

/** The completion script of a shell: the commands, of each its options, of these the words that they take, and files. */
export function completionScript(shell: Shell, commands: readonly Completable[]): string {
  return SCRIPTS[shell](commands);
}

const SCRIPTS: Readonly<Record<Shell, (commands: readonly Completable[]) => string>> = {
  bash: writeBash,
  zsh: writeZsh,
  fish: writeFish,
};

/** Bash 3.2 and later: `complete -F`, and files where no word fits. */
function writeBash(commands: readonly Completable[]): string {
  return `# emrift: completion for bash. Load it with: source <(emrift completion bash)
_emrift() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  if [ "$COMP_CWORD" -eq 1 ]; then words='${commands.map(({ name }) => name).join(' ')}'
  else
    case "\${COMP_WORDS[1]} $before" in
${choicesOf(commands)
  .map(({ command, option, choices }) => `      '${command} --${option}') words='${choices.join(' ')}' ;;`)
  .join('\n')}
      *) case "\${COMP_WORDS[1]}" in
${commands.map(({ name, options }) => `        ${name}) words='${options.map((option) => `--${option.name}`).join(' ')}' ;;`).join('\n')}
      esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _emrift emrift
`;
}

/** Zsh: the functions of its new completion system. */
function writeZsh(commands: readonly Completable[]): string {
  return `#compdef emrift
# emrift: completion for zsh. Load it with: source <(emrift completion zsh)
_emrift() {
  local -a commands options
  if (( CURRENT == 2 )); then
    commands=(
${commands.map(({ name, describe }) => `      ${quoteZsh(`${name}:${describe}`)}`).join('\n')}
    )
    _describe command commands
    return
  fi
  case "$words[2] $words[CURRENT-1]" in
${choicesOf(commands)
  .map(({ command, option, choices }) => `    '${command} --${option}') compadd -- ${choices.join(' ')}; return ;;`)
  .join('\n')}
  esac
  case "$words[2]" in
${commands
  .map(
    ({ name, options }) =>
      `    ${name}) options=(${options.map((option) => quoteZsh(`--${option.name}:${option.describe}`)).join(' ')}) ;;`,
  )
  .join('\n')}
  esac
  if [[ "$PREFIX" == -* ]]; then _describe option options; else _files; fi
}
compdef _emrift emrift
`;
}

/** Fish: a line for each word. */
function writeFish(commands: readonly Completable[]): string {
  const lines = commands.flatMap(({ name, describe, options }) => [
    `complete -c emrift -n __fish_use_subcommand -f -a ${name} -d ${quoteFish(describe)}`,
    ...options.map(({ name: option, describe: does, choices }) => {
      const takes = choices.length > 0 ? ` -x -a ${quoteFish(choices.join(' '))}` : '';
      return `complete -c emrift -n '__fish_seen_subcommand_from ${name}' -l ${option} -d ${quoteFish(does)}${takes}`;
    }),
  ]);
  return `# emrift: completion for fish. Load it with: emrift completion fish | source\n${lines.join('\n')}\n`;
}

function choicesOf(commands: readonly Completable[]) {
  return commands.flatMap(({ name, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(({ name: option, choices }) => ({ command: name, option, choices })),
  );
}

/** In single quotes; a colon in what is described would end it, but the first one. */
function quoteZsh(text: string): string {
  const at = text.indexOf(':');
  const described = `${text.slice(0, at + 1)}${text.slice(at + 1).replaceAll(':', '\\:')}`;
  return `'${described.replaceAll("'", `'\\''`)}'`;
}

function quoteFish(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
