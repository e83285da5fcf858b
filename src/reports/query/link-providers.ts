import type { Reason } from '../../breaks/logs/gather-reasons.ts';
import type { LogContext } from '../../evidence/context/context.ts';
import type { LibrariesOf, LinkLibrary } from '../../evidence/origin/link-symbols.ts';
import type { Certainty } from '../../model/certainty.ts';
import type { Kind } from '../../model/codes.ts';
import { groupBy } from '../../model/group.ts';
import { listOf } from '../text/words.ts';

/** A library of Emscripten's that defines names which a link misses. */
export interface LinkProvider {
  /** `zlib`, `libc.a`. */
  readonly library: string;
  readonly kind: LinkLibrary['kind'];
  /** What links it; empty where each link has it. */
  readonly flag: string;
  readonly names: readonly string[];
  /** Whether the log has the names with parameters, as C++ declares them. False: as C does. */
  readonly asCxx: boolean;
}

/** What is said of names that libraries of Emscripten's define, in place of what is true of any name. */
export interface ProviderAdvice {
  readonly title: string;
  readonly explanation: string;
  readonly cure: string;
  readonly certainty: Certainty;
}

/** Kinds about a name that a link does not have. */
const OF_LINKS: readonly Kind[] = ['undefined-symbol', 'undefined-stub-dependency', 'missing-function-abort'];
/** The most names that one sentence lists. */
const MOST_NAMES = 4;

/**
 * The libraries that define the subjects of a reason about links, each with its names; none for any other kind, and none
 * that a setting of the log's commands links already: what is wrong there is something else.
 */
export function findLinkProviders(
  { kind, subjects }: Pick<Reason, 'kind' | 'subjects'>,
  librariesOf: LibrariesOf,
  context: LogContext,
): readonly LinkProvider[] {
  if (!OF_LINKS.includes(kind)) return [];
  const isGiven = ({ flag }: LinkLibrary) =>
    [...flag.matchAll(/-s([A-Z0-9_]+)/g)].some(([, setting]) => context.fact(`setting:${setting}`) !== undefined);
  const found = subjects.flatMap(({ name }) => {
    const [, plain, parameters] = /^(\w+)(\(.*\))?$/.exec(name ?? '') ?? [];
    const library = plain === undefined ? undefined : librariesOf(plain).find((one) => !isGiven(one));
    return library ? [{ plain: plain!, asCxx: parameters !== undefined, library }] : [];
  });
  const groups = groupBy(found, ({ library, asCxx }) => `${library.name} ${asCxx}`);
  return [...groups.values()].map((group) => {
    const { library, asCxx } = group[0]!;
    const names = group.map(({ plain }) => plain);
    return { library: library.name, kind: library.kind, flag: library.flag, names, asCxx };
  });
}

/**
 * The advice where libraries define all subjects of a reason: what links them, or why a library that each link has is not
 * there. Null where they define none, or only some, so that most is still to be explained.
 */
export function adviseByProviders(
  providers: readonly LinkProvider[],
  subjects: number,
  isEmscripten: boolean,
): ProviderAdvice | null {
  const named = providers.reduce((sum, { names }) => sum + names.length, 0);
  if (named === 0 || named < subjects) return null;
  const certainty = isEmscripten ? 'likely' : 'possible';
  const where = providers.map(
    ({ library, names, kind }) => `${nameSome(names)} ${isOrAre(names)} in ${describe(library, kind)}`,
  );
  const explanation = `With Emscripten ${listOf(where)}.`;
  const asked = providers.filter(({ flag }) => flag !== '');
  const flags = listOf(asked.map(({ flag }) => flag));
  if (providers.every(({ asCxx }) => asCxx))
    return {
      title: 'A C function is asked for by the name that C++ gives it',
      explanation: `${explanation} The name in the message has parameters: a C++ source declares the function without extern "C", so that it asks for a C++ function of that name, which nobody defines.`,
      cure: `Include the library’s own header, or put the declaration into extern "C" { … }${flags === '' ? '' : `, and link with ${flags}`}.`,
      certainty,
    };
  if (asked.length > 0)
    return {
      title: 'A library of Emscripten’s defines it, and this link does not ask for it',
      explanation: `${explanation} emcc adds ${asked.length === 1 ? 'it' : 'them'} to a link only on request.`,
      cure: `Link with ${flags}${asked.some(({ kind }) => kind === 'port') ? ', and give that when compiling too, so that the port’s headers are found' : ''}; or link a library of your own that was built with emcc.`,
      certainty,
    };
  return {
    title: 'A library that emcc links by itself is missing from this link',
    explanation: `${explanation} emcc adds that to each link. It is missing with -nostdlib or -nodefaultlibs, where wasm-ld or clang is called in place of emcc, in side modules (whose main module has it), and where libraries of another release lie in the cache.`,
    cure: 'Link by emcc or em++, without -nostdlib and -nodefaultlibs; for a side module let the main module export the names (-sMAIN_MODULE=1, or EXPORTED_FUNCTIONS); else clear the cache (emcc --clear-cache).',
    certainty,
  };
}

function describe(library: string, kind: LinkLibrary['kind']): string {
  if (kind === 'port') return `${library}, one of its ports`;
  return kind === 'script' ? `${library} of its JavaScript library` : library;
}

function nameSome(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${name}\``);
  return listOf(names.length > MOST_NAMES ? [...shown, `${names.length - MOST_NAMES} more`] : shown);
}

function isOrAre(names: readonly string[]): string {
  return names.length === 1 ? 'is' : 'are';
}
