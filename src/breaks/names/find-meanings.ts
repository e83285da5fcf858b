import type { LogContext } from '../../evidence/context/context.ts';
import type { Certainty } from '../../model/certainty.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { groupBy } from '../../model/group.ts';
import { memoise } from '../../model/memoise.ts';
import { compileConditions, isForeign } from '../knowledge/context-fit.ts';
import { FAMILIES } from './families.ts';
import type { NameCase, Named, NameFamily, NameSources, NameText } from './name-family.ts';
import { namesIn } from './names-in.ts';

/** What names mean that messages are about. */
export interface NameMeaning {
  /** The family, by its id. */
  readonly family: string;
  /** In the order of the messages, never empty. */
  readonly names: readonly string[];
  readonly title: string;
  /** What they are, who gives them, and why they are not there. */
  readonly says: string;
  readonly cure: string;
  readonly certainty: Certainty;
}

const NO_SOURCES: NameSources = { availabilityOf: () => null, librariesOf: () => [] };

/** The most names that are looked up for one reason, and that one sentence lists. */
const MOST_NAMES = 40;
const MOST_LISTED = 4;

/**
 * What the names mean that messages of one reason are about, in the order of the messages; none for names that no family
 * has, of which nothing holds in such a log, or of which `said`, another explanation, tells as much.
 */
export function findMeanings(
  diagnostics: readonly Diagnostic[],
  context: LogContext,
  sources: NameSources = NO_SOURCES,
  said = '',
): readonly NameMeaning[] {
  const named = new Map(diagnostics.flatMap(namesIn).map((one) => [`${one.role} ${one.name}`, one]));
  const found = [...named.values()].slice(0, MOST_NAMES).flatMap((one) => readMeaning(one, context, sources));
  const more = found.filter((one) => !isSaid(one, said, sources));
  return [...groupBy(more, ({ family, is, rest }) => `${family.id} ${is} ${rest}`).values()].map((group) => {
    const { family, is, rest, cure, certainty } = group[0]!;
    const names = [...new Set(group.map(({ name }) => name))];
    return { family: family.id, names, title: family.title, says: `${listed(names, is)}. ${rest}`, cure, certainty };
  });
}

function isSaid({ family, named }: { family: NameFamily; named: Named }, said: string, sources: NameSources): boolean {
  if (family.said === undefined) return false;
  return family.said instanceof RegExp ? family.said.test(said) : family.said(said, named, sources);
}

/** Made ready when a name first asks for them: many names may. */
const conditionsOf = memoise((one: NameCase) => compileConditions(one));

function readMeaning(named: Named, context: LogContext, sources: NameSources) {
  const say = (text: NameText) => fill(typeof text === 'string' ? text : text(named, sources), context);
  for (const family of familiesOf(named, sources)) {
    const holds = family.cases.find((one) => (one.about?.(named) ?? true) && conditionsOf(one)(context));
    if (!holds) continue;
    const [is, rest, cure] = [family.is, holds.here, holds.cure].map(say) as [string, string, string];
    // Advice for a toolchain that the log does not use is none.
    if (isForeign(`${is} ${rest} ${cure}`, context)) continue;
    return [{ family, named, name: named.name, is, rest, cure, certainty: holds.certainty ?? ('likely' as const) }];
  }
  return [];
}

/** The families that have a name, the most specific first, each looked for when it is asked for; none for a name that nothing is known of. */
export function* familiesOf(named: Named, sources: NameSources): Generator<NameFamily> {
  for (const family of FAMILIES) {
    const { roles, names } = family;
    if (!roles.includes(named.role)) continue;
    if (names instanceof RegExp ? names.test(named.name) : names(named, sources)) yield family;
  }
}

function listed(names: readonly string[], is: string): string {
  const [first = ''] = names;
  if (names.length === 1) return `\`${first}\` ${is}`;
  const shown = names.slice(0, MOST_LISTED).map((name) => `\`${name}\``);
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return `${shown.join(', ')}${more} each ${is}`;
}

/** Hosts as people write them. */
const HOSTS: Readonly<Record<string, string>> = {
  wasmtime: 'wasmtime',
  wasmer: 'Wasmer',
  wasmedge: 'WasmEdge',
  wazero: 'wazero',
  wasm3: 'wasm3',
  wamr: 'WAMR',
  wasmi: 'wasmi',
  envoy: 'Envoy',
  spin: 'Spin',
  extism: 'Extism',
  deno: 'Deno',
  bun: 'Bun',
  node: 'Node.js',
};

function fill(text: string, context: LogContext): string {
  if (!text.includes('{host}')) return text;
  const shown = Object.keys(HOSTS).filter((name) => context.fact(`host:${name}`) !== undefined);
  const host = shown.length === 1 ? HOSTS[shown[0]!]! : 'the host';
  return text.replaceAll('{host}', host).replace(/(^|[.:] )the host/g, '$1The host');
}
