import type { LibrariesOf } from '../../evidence/origin/link-symbols.ts';
import type { Certainty } from '../../model/certainty.ts';

/** As what a name stands in a message. */
export type NameRole =
  /** `module.field`, or a module alone, that a host is to give. */
  | 'import'
  /** `wasi:http/types@0.2.0`, of a component. */
  | 'interface'
  | 'header'
  /** What a link misses. */
  | 'symbol'
  /** What a C or C++ compile does not know. */
  | 'identifier'
  /** `package.Name` or a name of the package at hand, to Go's compiler or TinyGo. */
  | 'go'
  /** A function that two objects have with different types. */
  | 'clash'
  /** A library that a configuration looks for. */
  | 'package';

/** A name as a message has it. */
export interface Named {
  readonly role: NameRole;
  readonly name: string;
  /** The message, for what else it says of the name. */
  readonly message: string;
}

/** What is known of names beside the families: data of other rooms, opened when it is wanted. */
export interface NameSources {
  /** Which releases of Emscripten offer a name in their JavaScript library; null where that is not known. */
  readonly availabilityOf: (name: string) => string | null;
  readonly librariesOf: LibrariesOf;
}

/** A text, or one that depends on the name. */
export type NameText = string | ((named: Named, sources: NameSources) => string);

/** What is true of a name in one kind of log. */
export interface NameCase {
  /** What the log has to show, in the words of knowledge's `needs`. */
  readonly needs?: readonly string[];
  readonly unless?: readonly string[];
  /** Whether it is about a name; about any of the family where it is left out. */
  readonly about?: (named: Named) => boolean;
  /** `likely` where it is left out. */
  readonly certainty?: Exclude<Certainty, 'certain'>;
  /** Why it is not there, as a sentence. `{host}` is the host that shows in the log. */
  readonly here: NameText;
  readonly cure: NameText;
}

/** Names that belong together: what they are, who gives them, and what helps. */
export interface NameFamily {
  readonly id: string;
  readonly roles: readonly NameRole[];
  /** Whether a name is one of them. */
  readonly names: RegExp | ((named: Named, sources: NameSources) => boolean);
  /** Says in one line what is wrong; the heading where nothing else is known. */
  readonly title: string;
  /** Goes on after the name: `is a function of …`, without a full stop. */
  readonly is: NameText;
  /** The first that fits the log holds; where none does, nothing is said. */
  readonly cases: readonly NameCase[];
  /** What an explanation says that tells as much as this does: nothing is added to that. */
  readonly said?: RegExp | ((explanation: string, named: Named, sources: NameSources) => boolean);
  /**
   * Finds such names in lines that no grammar reads, one a match, without a group: only what can hardly mean anything else.
   * One of `words` is in all of them.
   */
  readonly unread?: { readonly words: readonly string[]; readonly pattern: RegExp };
}
