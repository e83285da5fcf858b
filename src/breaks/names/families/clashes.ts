import { EMSCRIPTEN } from '../conditions.ts';
import type { Named, NameFamily, NameSources } from '../name-family.ts';

/** Functions of libm and libc whose plain names programs give to functions of their own. */
const PLAIN =
  /^(?:a?(?:sin|cos|tan)h?[fl]?|atan2[fl]?|exp(?:2|m1|10)?[fl]?|log(?:2|10|1p|b)?[fl]?|pow(?:10)?[fl]?|sqrt[fl]?|cbrt[fl]?|hypot[fl]?|ceil[fl]?|floor[fl]?|round[fl]?|trunc[fl]?|rint[fl]?|fmod[fl]?|fabs[fl]?|fma[fl]?|fdim[fl]?|fmax[fl]?|fmin[fl]?|[jy](?:0|1|n)f?|l?gamma[fl]?|erfc?[fl]?|nan[fl]?|abs|div|l?labs|rand|random|srand|time|clock|index|rindex|remove|rename|link|read|write|open|close|select|send|recv|accept|bind|connect|listen|signal|raise|pause|sleep|usleep|wait|exit|abort|kill|getline|dup2?|pipe|stat|times|truncate|environ|gamma|basename|dirname|error|warn|err|fork|system|free|malloc|calloc|realloc|puts|main|memcpy|memset|memmove|memcmp|strlen|strdup|swab|ffs|daylight|timezone|tzset|crypt|encrypt|yn|jn|sync|nice|step|advance|insque|remque|lsearch|lfind|tsearch|hcreate|hsearch|getopt|printf|scanf|gets?|putw|getw)$/;

/** Which side of a mismatch is a C library or compiler-rt. */
const LIBRARY_SIDE = /in \S*?(libc(?:-\w+)*\.a|libm\.a|libcompiler_rt\S*?\.a|libclang_rt\S*?\.a|compiler_rt\.o|libc\b)/;
const isOfLibrary = ({ message }: Named) => LIBRARY_SIDE.test(message);
const isKnown = (named: Named, { librariesOf }: NameSources) =>
  PLAIN.test(named.name) || librariesOf(named.name).some(({ name }) => /^libc(?:-mt)?\.a$/.test(name));

export const CLASHES: readonly NameFamily[] = [
  {
    id: 'time-of-64-bits',
    roles: ['clash', 'symbol'],
    names: ({ role, name, message }) =>
      role === 'clash' &&
      /^(?:time|mktime|difftime|timegm)(?:_r)?$/.test(name) &&
      isOfLibrary({ role, name, message }) &&
      /i64/.test(message) &&
      /\(.*i32.*\)|-> i32/.test(message),
    title: 'An object was compiled for a C library whose time_t had another size',
    is: 'is a function of the C library that takes or gives a time_t, which one side has for 32 and the other for 64 bits',
    cases: [
      {
        here: 'The two sides were compiled with headers of different releases: Emscripten’s time_t has 64 bits (i64) since 3.1.43, and older objects still call the function with 32.',
        cure: 'Recompile the object or library on the first line with the same Emscripten that links (or take a build of it for that version), and do not declare the function by hand.',
      },
    ],
  },
  {
    id: 'clash-with-libc',
    roles: ['clash'],
    names: (named, sources) => isOfLibrary(named) && isKnown(named, sources),
    title: 'A function of the program has the name of one of the C library',
    is: 'is a function of the C library (math functions of libm and compiler-rt among them)',
    cases: [
      {
        needs: ['tool:zig'],
        here: 'The program exports or defines one of its own under the same name, with another type, and the linker makes them one symbol: compiler_rt and libc calls end in the program’s.',
        cure: 'Rename the function (in Zig an extern or export fn by another name, or @export with a name of its own), or do not export it; the symbol has to be other than any of compiler-rt and the C library.',
      },
      {
        here: 'Either the program defines one of its own under the same name, with another type, or it declares the library’s with a wrong type (no header included).',
        cure: 'Rename the program’s own function, or make it static (in C++ put it into a namespace, without extern "C"); include the library’s header where the library’s function is meant.',
      },
    ],
  },
  {
    id: 'clash-of-plain-name',
    roles: ['clash'],
    names: ({ name }) => PLAIN.test(name),
    title: 'A function has the name of one of the C library, and another type',
    is: 'is also the name of a function of the C library',
    cases: [
      {
        needs: [`${EMSCRIPTEN} | line:wasm`],
        certainty: 'possible',
        here: 'Where one side means the library’s function and the other one of its own, the linker takes them for the same.',
        cure: 'Rename the program’s own function or make it static, and include the library’s header where the library’s is meant.',
      },
    ],
  },
];
