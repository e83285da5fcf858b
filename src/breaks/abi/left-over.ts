import type { Abi, AbiLibrary, NeededSymbol } from '../../model/abi.ts';
import { byCodeUnit } from '../../model/order.ts';

/** Who gives what the libraries of a link do not define. */
export const GIVERS = {
  javascript: 'JavaScript, by the list of names that the linker is given',
  host: 'whoever offers WASI: a host, or the JavaScript beside the module',
  linker: 'the linker itself',
  program: 'the program that is linked',
  nobody: 'nobody: a program that gets to it does not link, or has it as an import that no loader knows',
} as const;

/** One of `GIVERS`. */
export type Giver = keyof typeof GIVERS;

/** A symbol that no library of a link defines. */
export interface LeftSymbol extends Omit<NeededSymbol, 'members' | 'more'> {
  readonly giver: Giver;
  /** The libraries that need it, by name, with their members as the table has them. */
  readonly users: readonly { readonly library: AbiLibrary; readonly symbol: NeededSymbol }[];
}

/** The links of a toolchain, sorted. */
export function linksOf(abi: Abi): readonly string[] {
  return [...new Set(abi.libraries.flatMap(({ links }) => links))].sort(byCodeUnit);
}

/** What the libraries of a link leave to others, by name; of one name there are several where they do not agree on it. */
export function findLeftOver(abi: Abi, link: string): LeftSymbol[] {
  const libraries = abi.libraries.filter(({ links }) => links.includes(link));
  const native = libraries.filter(({ format }) => format !== 'stub-library');
  const defined = new Set(native.flatMap(({ provides }) => provides.map(({ name }) => name)));
  const offered = new Set(
    libraries.flatMap(({ format, provides }) => (format === 'stub-library' ? provides.map(({ name }) => name) : [])),
  );
  const left = new Map<string, LeftSymbol & { users: { library: AbiLibrary; symbol: NeededSymbol }[] }>();
  for (const library of native) {
    for (const symbol of library.needs) {
      if (defined.has(symbol.name)) continue;
      const { name, kind, weak, type, import: from } = symbol;
      const key = JSON.stringify([name, kind, weak, type, from]);
      const known = left.get(key) ?? {
        name,
        kind,
        weak,
        type,
        import: from,
        giver: findGiver(symbol, offered),
        users: [],
      };
      known.users.push({ library, symbol });
      left.set(key, known);
    }
  }
  return [...left].sort(([a], [b]) => byCodeUnit(a, b)).map(([, symbol]) => symbol);
}

/** What wasm-ld 11 to 21 makes itself where an input asks for it (lld, wasm/Driver.cpp and wasm/Writer.cpp). */
const MADE_BY_LINKER = new Set([
  '__base',
  '__data_end',
  '__dso_handle',
  '__global_base',
  '__heap_base',
  '__heap_end',
  '__indirect_function_table',
  '__memory_base',
  '__rodata_end',
  '__stack_high',
  '__stack_low',
  '__stack_pointer',
  '__table_base',
  '__tls_align',
  '__tls_base',
  '__tls_size',
  '__wasm_call_ctors',
  '__wasm_first_page_end',
  '__wasm_init_tls',
]);

/** What a program's own files bring, by the names that compilers give `main` (clang 11 to 21). */
const MADE_BY_PROGRAM = new Set(['main', '__main_argc_argv', '__main_void', '__original_main']);

function findGiver({ name, kind, import: from }: NeededSymbol, offered: ReadonlySet<string>): Giver {
  if (MADE_BY_LINKER.has(name) || (kind === 'data' && /^__(?:start|stop)_/.test(name))) return 'linker';
  if (MADE_BY_PROGRAM.has(name)) return 'program';
  if (from?.startsWith('wasi_')) return 'host';
  // A JavaScript library is asked for what is imported, whatever the symbol is called.
  const asked = from === null ? name : from.slice(from.indexOf('.') + 1);
  return offered.has(asked) ? 'javascript' : 'nobody';
}
