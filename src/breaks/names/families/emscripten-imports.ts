import { BARE, EMSCRIPTEN, SCRIPTED } from '../conditions.ts';
import type { Named, NameFamily, NameSources } from '../name-family.ts';

const field = ({ name }: Named) => name.replace(/^env\./, '');
const isOfEnv = ({ name }: Named) => name.startsWith('env.');
/** A name of Emscripten's JavaScript library; some are those of functions that programs and other languages have too. */
const isOfLibrary = (named: Named, { availabilityOf }: NameSources) =>
  isOfEnv(named) && availabilityOf(field(named)) !== null;
const isOfLibc = (named: Named, { librariesOf }: NameSources) =>
  isOfEnv(named) && librariesOf(field(named)).some(({ name }) => LIBC.test(name));
const LIBC = /^lib(?:c(?:-mt)?|dlmalloc|stubs|compiler_rt|c\+\+abi|sockets)\.a$/;

/** Names that say by themselves that Emscripten made the module. */
const OWN =
  /^env\.(?:_?emscripten_|_?embind_|_emval_|__syscall|invoke_|_?gl[A-Z]|egl[A-Z]|al[A-Z]|alc[A-Z]|glfw[A-Z]|glut[A-Z]|SDL_|__cxa_(?:throw|find_matching|begin_catch|end_catch)|__resumeException|getTempRet0|setTempRet0|nullFunc_|abortStackOverflow|ABI_)/;

const without =
  'Link with -sSTANDALONE_WASM for a host without JavaScript, and do without what stays with JavaScript (the page, the network, exceptions by JavaScript: -fwasm-exceptions in their place), or build with wasi-sdk; else run Emscripten’s .js beside the module in Node.js or a page.';
const withLoader =
  'Load the module by the .js that emcc wrote beside it in the same build (in a page or Node.js), not by code of your own; or link with -sSTANDALONE_WASM where a loader of your own is wanted.';

export const EMSCRIPTEN_IMPORTS: readonly NameFamily[] = [
  {
    id: 'emscripten-invoke',
    said: /exceptions?\b/,
    roles: ['import'],
    names:
      /^env\.(?:invoke_[vijdfp]+|__cxa_find_matching_catch_?\d*|__resumeException|llvm_eh_typeid_for|_emscripten_throw_longjmp|emscripten_longjmp|saveSetjmp|testSetjmp|getTempRet0|setTempRet0)$/,
    title: 'C++ exceptions or longjmp of the module go through Emscripten’s JavaScript',
    is: 'is a function of Emscripten’s JavaScript by which C++ exceptions and setjmp/longjmp work where they are not wasm’s own',
    cases: [
      {
        needs: [BARE],
        unless: [SCRIPTED],
        here: '{host} has no JavaScript, and each program has a set of its own.',
        cure: 'Build all with -fwasm-exceptions and -sSUPPORT_LONGJMP=wasm for a host that has wasm exceptions, or without exceptions (-fno-exceptions); for wazero emscripten.InstantiateForModule gives the invoke_ functions.',
      },
      { here: 'The module is loaded without that JavaScript, or with that of another build.', cure: withLoader },
    ],
  },
  {
    id: 'emscripten-dynamic-linking',
    said: /side module|object file|SIDE_MODULE|linker/i,
    roles: ['import'],
    names:
      /^GOT\.(?:mem|func)(?:\.|$)|^env\.(?:__memory_base|__table_base|__stack_pointer|__indirect_function_table|__linear_memory|memory|table)$/,
    title: 'The file is a side module or an object: something else has to load it',
    is: 'is what a module asks for that is to be linked when it is loaded: a side module’s place in memory and table, an address of the global offset table, or, in an object file (-c), what the linker would give',
    cases: [
      {
        needs: [EMSCRIPTEN],
        here: 'Only the JavaScript of a main module gives it; a plain WebAssembly.instantiate or another host does not.',
        cure: 'Load a side module by dlopen or loadDynamicLibrary of a main module (-sMAIN_MODULE), or link it as a program of its own without -sSIDE_MODULE; a file made with -c has still to be linked.',
      },
      {
        certainty: 'possible',
        here: 'The host does not give it by itself.',
        cure: 'Link the object file into a module (without -c or -r), build without -shared and --import-memory or --import-table, or give memory and table in the imports.',
      },
    ],
  },
  {
    id: 'emscripten-minified',
    said: /minif|single letters/,
    roles: ['import'],
    names: /^[a-z](?:\.[A-Za-z$_][\w$]?)?$|^env\.[a-z]$/,
    unread: { words: ['global import: env.'], pattern: /\bglobal import: env\.[a-z]\b(?!\w)/g },
    title: 'The import names of an optimised module of Emscripten are shortened',
    is: 'is a shortened (minified) name: Emscripten renames imports and exports to single letters at -O2 or -O3 and up, and only the JavaScript of the same build knows them',
    cases: [
      {
        unless: ['tool:rust', 'tool:tinygo', 'tool:wasi-sdk', 'tool:zig', 'tool:go', 'line:oroban | line:tellar'],
        certainty: 'possible',
        here: 'The module is loaded without that JavaScript, or with that of another build.',
        cure: 'Load it by the .js that emcc wrote beside it; for a host or loader of your own link with -sSTANDALONE_WASM (never minified), or with less optimisation (-O1, or --profiling-funcs to keep names).',
      },
    ],
  },
  {
    id: 'emscripten-syscall',
    roles: ['import'],
    names: /^env\.__sys(?:call)?_?\w+$/,
    title: 'A system call of Emscripten’s libc has to be given by its JavaScript',
    is: 'is a system call of Emscripten’s C library (files, folders, sockets), which its JavaScript carries out; the names changed with releases (__syscall5, __sys_open, __syscall_openat)',
    cases: [
      {
        needs: [BARE],
        unless: [SCRIPTED],
        here: '{host} does not provide it.',
        cure: 'Link with -sSTANDALONE_WASM, which uses WASI in its place as far as that goes, or with -sWASMFS; build with wasi-sdk; or run Emscripten’s JavaScript. wazero’s package emscripten gives only a few functions of env.',
      },
      {
        here: 'What loads the module does not have it: it is another Emscripten’s JavaScript, or none.',
        cure: `${withLoader} Objects and JavaScript have to be of one release.`,
      },
    ],
  },
  {
    id: 'emscripten-library',
    roles: ['import'],
    names: (named, sources) => OWN.test(named.name) || isOfLibrary(named, sources),
    title: 'The module wants a function of Emscripten’s JavaScript',
    is: ({ name }) =>
      `is a function of Emscripten’s JavaScript library (${purposeOf(name.slice(4))}), which the .js beside the module gives`,
    cases: [
      { needs: [EMSCRIPTEN, BARE], unless: [SCRIPTED], here: '{host} has no JavaScript.', cure: without },
      {
        needs: [EMSCRIPTEN],
        here: 'The module is loaded without that JavaScript, or with that of another build.',
        cure: withLoader,
      },
    ],
  },
  {
    id: 'libc-import',
    said: /allow-undefined|C library|libc/,
    roles: ['import'],
    names: (named, sources) => LIBC_PLAIN.test(field(named)) || isOfLibc(named, sources),
    title: 'A function of the C library was not linked, and became an import',
    is: 'is the name of a function of the C (or C++) library: no host gives it, the link should have had it',
    cases: [
      {
        needs: [BARE],
        certainty: 'possible',
        here: 'Nothing defined it when linking, and undefined symbols were allowed (--allow-undefined, -Wl,--unresolved-symbols, a bare target without libc), so that it became an import from env.',
        cure: 'Link with a C library for wasm (wasi-sdk’s clang without -nostdlib, wasm32-wasip1 for Rust with C code), drop --allow-undefined so that the linker reports what is missing, or define the function in the program or host.',
      },
      {
        unless: [EMSCRIPTEN],
        certainty: 'possible',
        here: 'Nothing defined it when linking, and it became an import from env.',
        cure: 'Link with a C library for wasm, or define the function in the module or in the import object.',
      },
    ],
  },
];

/** Some of the functions that a bare target lacks most often. */
const LIBC_PLAIN =
  /^(?:malloc|free|calloc|realloc|mem(?:cpy|set|move|cmp|chr)|str(?:len|cmp|cpy|ncpy|ncmp|cat|chr|str|dup|tol|tod)|[fsv]?n?printf|v?s?n?printf|puts|putchar|fopen|fclose|fread|fwrite|fputs|fflush|qsort|rand|srand|exit|atexit|a?sin|a?cos|a?tan|atan2|pow|exp|log|log2|log10|fmod|sqrt|floor|ceil|round|(?:sin|cos|tan|pow|exp|log|fmod|atan2)f|getenv|abs|atoi|atof|_Zn[wa]j|_Zd[la]Pv|__cxa_\w+|__assert_fail|__stack_chk_\w+)$/;

function purposeOf(name: string): string {
  if (/^_?gl[A-Z]|^egl[A-Z]|^emscripten_gl|webgl/.test(name)) return 'WebGL';
  if (/^(?:glfw|glut|SDL_)/.test(name)) return 'windows and input';
  if (/^alc?[A-Z]/.test(name)) return 'sound';
  if (/embind|emval/.test(name)) return 'embind';
  if (/main_loop|set_\w+_callback|html5|canvas/.test(name)) return 'the page and its events';
  if (/asm_const|run_script/.test(name)) return 'JavaScript within the C source';
  if (/resize_heap|memory_growth|memcpy/.test(name)) return 'memory';
  if (/thread|futex|mailbox|proxy/.test(name)) return 'threads';
  if (/fetch|wget|socket|getaddrinfo|lookup/.test(name)) return 'the network';
  if (/date|time|clock|tzset|now|gmtime/.test(name)) return 'time';
  if (/^__cxa|throw|exception/.test(name)) return 'exceptions';
  return 'system and page functions';
}
