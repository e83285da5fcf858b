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

/** The data as a map, which is made when a name is first asked for: it takes some milliseconds, and few files need it. */
export function readLibraryNames(): LibraryNames {
  let library: ReadonlyMap<string, readonly LibraryEntry[]> | undefined;
  const find = () => {
    library ??= mapNames();
    return library;
  };
  return { get: (name) => find().get(name), has: (name) => find().has(name) };
}

function mapNames(): Map<string, LibraryEntry[]> {
  const place = new Map(RELEASES.map((release, index) => [release, index]));
  const library = new Map<string, LibraryEntry[]>();
  for (const [span, lines] of Object.entries(names)) {
    const [first = '', last = ''] = span.split('..');
    const since = place.get(SAMPLES.get(first) ?? first) ?? 0;
    const until = place.get(last) ?? RELEASES.length;
    for (const entry of lines.join(' ').split(' ')) {
      const [name = '', signature = null] = entry.split(':');
      const entries = library.get(name);
      if (entries) entries.push({ since, until, signature });
      else library.set(name, [{ since, until, signature }]);
    }
  }
  return library;
}
