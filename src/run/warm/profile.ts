/** What Go compiles its standard library for. */
export interface GoTarget {
  readonly goos: string;
  readonly goarch: string;
}

/**
 * The target of a step's Go commands: GOOS and GOARCH as its environment or its command line sets them, else the
 * machine's own.
 */
export function goTarget(run: string, env: Readonly<Record<string, string>>): GoTarget {
  const inline = (name: string) => new RegExp(`\\b${name}=([a-z0-9]{1,20})\\b`).exec(run)?.[1];
  return {
    goos: inline('GOOS') ?? env.GOOS ?? 'linux',
    goarch: inline('GOARCH') ?? env.GOARCH ?? 'amd64',
  };
}

/**
 * Whether a step compiles Go; one that only asks `go env` or `go version` needs no warmed cache. False: it needs none.
 */
export function compiles(run: string): boolean {
  return /\bgo\s+(build|run|test|install|vet|tool)\b/.test(run);
}

/**
 * Flags that choose among Emscripten's variants of its system libraries (`get_usable_variations` and `get_libs_to_link`
 * in tools/system_libs.py, 2.0.12 to 6.0.5). Others leave the set of libraries as it is.
 */
const LIBRARY_FLAGS = [
  /^-O[0-3sz]?$/,
  /^-g[0-9a-z-]*$/,
  /^-m64$/,
  /^-pthread$/,
  /^-flto(=.*)?$/,
  /^-fPIC$/,
  /^-f(wasm-)?exceptions$/,
  /^--bind$/,
  /^-lembind$/,
  /^--no-entry$/,
  /^-s(STANDALONE_WASM|PURE_WASI|ALLOW_MEMORY_GROWTH|MAIN_MODULE|SIDE_MODULE|RELOCATABLE|MALLOC|ASSERTIONS|SAFE_HEAP|MEMORY64|WASM_WORKERS|USE_PTHREADS|SHARED_MEMORY|SUPPORT_LONGJMP|DISABLE_EXCEPTION_CATCHING|WASM_EXCEPTIONS|WASM_LEGACY_EXCEPTIONS|WASMFS|MINIMAL_RUNTIME|ASYNCIFY|FETCH|STACK_OVERFLOW_CHECK|FULL_ES[23]|EMULATE_FUNCTION_POINTER_CASTS|FILESYSTEM|TEXTDECODER|EXIT_RUNTIME|WASM_BIGINT)(=.*)?$/,
];

/** What a command that only compiles needs: the headers, which come with any library too. */
export const HEADERS_ONLY = 'emcc -c';

/**
 * A way to call the Emscripten linker, as far as the set of libraries depends on it: program and flags, sorted. With
 * `-nostdlib` it needs none, and what only compiles needs `HEADERS_ONLY`; a script is taken to call it without flags.
 */
export function libraryProfiles(run: string): string[] {
  const profiles = new Set<string>();
  for (const command of splitCommands(run)) {
    const at = command.findIndex((word) => /^(?:.*\/)?em(cc|\+\+)(\.py)?$/.test(word));
    if (at < 0) continue;
    const args = joinSettings(command.slice(at + 1));
    if (args.includes('-nostdlib')) continue;
    if (args.includes('-c')) {
      profiles.add(HEADERS_ONLY);
      continue;
    }
    const flags = args.filter((word) => LIBRARY_FLAGS.some((flag) => flag.test(word)));
    const isCxx = /\+\+/.test(command[at]!) || args.some((word) => /\.(cc|cpp|cxx|C)$/.test(word));
    const program = isCxx ? 'em++' : 'emcc';
    profiles.add([program, ...new Set(flags)].join(' '));
  }
  // What a script calls is not known before it runs, but it needs the headers and the libraries of every link.
  const links = [...profiles].some((profile) => profile !== HEADERS_ONLY);
  if (!links && /(^|[\n;|&(]\s*)(sh|bash|make|cmake|emmake|emcmake|emconfigure|\.\/\S+)\s/.test(run))
    profiles.add('emcc');
  return [...profiles].sort();
}

/** The words of each simple command; quotes are dropped, which is enough to recognise flags. */
function splitCommands(run: string): string[][] {
  return run.split(/[\n;|&()]+/).map((command) =>
    command
      .split(/\s+/)
      .map((word) => word.replace(/['"]/g, ''))
      .filter(Boolean),
  );
}

/** `-s X=1` and `-sX=1` are the same; so are `-s X` and `-sX`. */
function joinSettings(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const next = words[index + 1];
    if (words[index] === '-s' && next !== undefined) {
      joined.push(`-s${next}`);
      index++;
    } else {
      joined.push(words[index]!);
    }
  }
  return joined;
}
