import data from './library-names.json' with { type: 'json' };

/**
 * Names of Emscripten's JavaScript library by release, as compact data: read by pattern from the library's sources at
 * the tags in `releases`, of which those before 2.0.0 were sampled (`SAMPLES`; emscripten-core/emscripten,
 * `src/library*.js`, later `src/lib/`), each name with the signature that it declares, under the releases `since..until`
 * that have it (`until` no longer).
 *
 * Two things in those sources cannot be trusted and are not in the data. Signatures before 3.1.35 were written by hand:
 * of 7 modules with a known release, 4 import functions with other types than declared (`_gmtime_js`, `_munmap_js`,
 * `__syscall_readlinkat` …), while since 3.1.35, when they began to be generated from the C headers, none does. And that
 * file of signatures was the first place to name what other files define in ways that the pattern does not see, so names
 * that appear with 3.1.35 may be older (`emscripten_date_now` is): they have no `since`.
 */
const { releases, names } = data;

/** All releases from 1.38.0 on, in order. */
export const RELEASES: readonly string[] = releases.join(' ').split(' ');

/**
 * Releases before 2.0.0 whose library was looked at, with the first one behind the sample before: what appears with a
 * sample may be that old.
 */
const SAMPLES: ReadonlyMap<string, string> = new Map([
  ['1.39.10', '1.39.1'],
  ['1.39.20', '1.39.11'],
]);

/** Releases, by index into `RELEASES`, that have a name with a signature: those from `since` on, before `until`. */
export interface LibraryEntry {
  readonly since: number;
  readonly until: number;
  /** Letters: first the result (`v` none), then parameters; `i` i32, `p` pointer, `j` i64, `f` f32, `d` f64. */
  readonly signature: string | null;
}

/** Every name of the library with its history, found by name. */
export type LibraryNames = Pick<ReadonlyMap<string, readonly LibraryEntry[]>, 'get' | 'has'>;

/** How many names are looked for in the data as it is, before a map is made of it: a module imports a few dozen. */
const MOST_SEARCHED = 400;

/**
 * The data by name. The first names are searched for in its text, which takes microseconds each; a map of all takes some
 * milliseconds to make, and is made for files that ask for very many.
 */
export function readLibraryNames(): LibraryNames {
  const found = new Map<string, readonly LibraryEntry[] | undefined>();
  let search: ((name: string) => LibraryEntry[] | undefined) | undefined;
  let library: ReadonlyMap<string, readonly LibraryEntry[]> | undefined;
  const get = (name: string) => {
    if (library) return library.get(name);
    if (found.has(name)) return found.get(name);
    if (found.size === MOST_SEARCHED) {
      library = mapNames();
      return library.get(name);
    }
    search ??= searchNames();
    const entries = search(name);
    found.set(name, entries);
    return entries;
  };
  return { get, has: (name) => get(name) !== undefined };
}

/** Searches the text of all spans for a name: each entry stands between blanks, its signature behind a colon. */
function searchNames(): (name: string) => LibraryEntry[] | undefined {
  const spans: { readonly end: number; readonly since: number; readonly until: number }[] = [];
  let text = ' ';
  for (const [span, lines] of Object.entries(names)) {
    text += `${lines.join(' ')} `;
    spans.push({ end: text.length, ...readSpan(span) });
  }
  return (name) => {
    if (name === '' || /[ :]/.test(name)) return undefined;
    const entries: LibraryEntry[] = [];
    for (let at = text.indexOf(` ${name}`); at >= 0; at = text.indexOf(` ${name}`, at + 1)) {
      const end = at + 1 + name.length;
      if (text[end] !== ' ' && text[end] !== ':') continue;
      const { since, until } = spans.find((span) => at + 1 < span.end)!;
      const signature = text[end] === ':' ? text.slice(end + 1, text.indexOf(' ', end)) : null;
      entries.push({ since, until, signature });
    }
    return entries.length > 0 ? entries : undefined;
  };
}

function readSpan(span: string): { since: number; until: number } {
  const [first = '', last = ''] = span.split('..');
  const place = (release: string) => RELEASES.indexOf(release);
  const since = place(SAMPLES.get(first) ?? first);
  const until = place(last);
  return { since: since < 0 ? 0 : since, until: until < 0 ? RELEASES.length : until };
}

function mapNames(): Map<string, LibraryEntry[]> {
  const library = new Map<string, LibraryEntry[]>();
  for (const [span, lines] of Object.entries(names)) {
    const { since, until } = readSpan(span);
    for (const entry of lines.join(' ').split(' ')) {
      const [name = '', signature = null] = entry.split(':');
      const entries = library.get(name);
      if (entries) entries.push({ since, until, signature });
      else library.set(name, [{ since, until, signature }]);
    }
  }
  return library;
}
