import { basename, extname } from 'node:path';

/** How comments are written. */
export type CommentStyle = 'slashes' | 'hash' | 'html' | 'none';

/** What is known of a kind of file. */
interface FileKindInfo {
  readonly title: string;
  readonly comments: CommentStyle;
  /** Endings of names, with their dots. */
  readonly endings: readonly string[];
  /** Whole names. */
  readonly names: readonly string[];
  /** A path of this kind. */
  readonly sample: string;
}

/** The kinds of a project's files that are read. */
export const FILE_KINDS = {
  c: {
    title: 'C and C++',
    comments: 'slashes',
    endings: ['.c', '.cc', '.cpp', '.cxx', '.c++', '.h', '.hh', '.hpp', '.hxx', '.inl', '.ipp'],
    names: [],
    sample: 'a.c',
  },
  go: { title: 'Go', comments: 'slashes', endings: ['.go'], names: [], sample: 'a.go' },
  js: {
    title: 'JavaScript and TypeScript',
    comments: 'slashes',
    endings: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx', '.vue', '.svelte'],
    names: [],
    sample: 'a.js',
  },
  html: { title: 'HTML', comments: 'html', endings: ['.html', '.htm'], names: [], sample: 'a.html' },
  make: {
    title: 'makefiles',
    comments: 'hash',
    endings: ['.mk', '.mak', '.make'],
    names: ['Makefile', 'makefile', 'GNUmakefile', 'Makefile.am', 'Makefile.in', 'configure.ac', 'justfile'],
    sample: 'Makefile',
  },
  cmake: { title: 'CMake', comments: 'hash', endings: ['.cmake'], names: ['CMakeLists.txt'], sample: 'CMakeLists.txt' },
  shell: { title: 'shell', comments: 'hash', endings: ['.sh', '.bash', '.zsh', '.ksh'], names: [], sample: 'a.sh' },
  package: { title: 'package.json', comments: 'none', endings: [], names: ['package.json'], sample: 'package.json' },
  bazel: {
    title: 'Bazel',
    comments: 'hash',
    endings: ['.bzl', '.bazel', '.bazelrc'],
    names: ['BUILD', 'WORKSPACE', '.bazelrc'],
    sample: 'BUILD.bazel',
  },
  docker: {
    title: 'Dockerfiles',
    comments: 'hash',
    endings: ['.dockerfile', '.Dockerfile'],
    names: ['Dockerfile', 'Containerfile'],
    sample: 'Dockerfile',
  },
  workflow: {
    title: 'workflow files',
    comments: 'hash',
    endings: ['.yml', '.yaml'],
    names: [],
    sample: '.github/workflows/a.yml',
  },
  python: {
    title: 'build scripts in Python',
    comments: 'hash',
    endings: ['.py'],
    names: ['SConstruct', 'SConscript', 'meson.build', 'wscript'],
    sample: 'build.py',
  },
  rust: { title: 'build scripts in Rust', comments: 'slashes', endings: ['.rs'], names: [], sample: 'build.rs' },
  'go.mod': { title: 'go.mod', comments: 'slashes', endings: [], names: ['go.mod'], sample: 'go.mod' },
  version: {
    title: 'files of one version',
    comments: 'hash',
    endings: [],
    names: ['.nvmrc', '.node-version', '.go-version', '.tool-versions', '.emscripten-version', '.emsdk-version'],
    sample: '.nvmrc',
  },
} as const satisfies Record<string, FileKindInfo>;

/** A kind of file by name. */
export type FileKind = keyof typeof FILE_KINDS;

/** Whether a word names a kind of file. False: it does not. */
export function isFileKind(word: string): word is FileKind {
  return Object.hasOwn(FILE_KINDS, word);
}

/** The files in which commands and options of a build stand. */
export const BUILD_KINDS: readonly FileKind[] = [
  'make',
  'cmake',
  'shell',
  'package',
  'bazel',
  'docker',
  'workflow',
  'python',
  'rust',
];

const INFOS = Object.entries(FILE_KINDS) as readonly (readonly [FileKind, FileKindInfo])[];
const BY_NAME = new Map(INFOS.flatMap(([kind, { names }]) => names.map((name) => [name, kind] as const)));
const BY_ENDING = new Map(INFOS.flatMap(([kind, { endings }]) => endings.map((ending) => [ending, kind] as const)));

/** The kind of a file by its path; null for one that is not read. */
export function kindOfFile(path: string): FileKind | null {
  const name = basename(path);
  const known = BY_NAME.get(name) ?? BY_ENDING.get(extname(name));
  if (known) return known;
  // `Dockerfile.wasm`, `Makefile.emscripten`.
  const [stem = ''] = name.split('.', 1);
  const ofStem = BY_NAME.get(stem);
  return ofStem === 'docker' || ofStem === 'make' ? ofStem : null;
}
