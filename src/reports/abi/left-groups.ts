import { familyOf } from '../../breaks/abi/families.ts';
import type { LeftSymbol } from '../../breaks/abi/left-over.ts';

/** Families whose needs are those of pages that draw, play or listen, and not of every program. */
const BROWSER_FAMILIES = new Set(['libGL', 'libal', 'libhtml5', 'libembind', 'libfetch', 'libwebgpu']);

/** What is left to others, by what it is asked for; the first group that fits has it. */
const GROUPS: readonly { readonly title: string; readonly has: (symbol: LeftSymbol) => boolean }[] = [
  {
    title: 'System calls',
    has: ({ name, import: from }) => /^__sys(?:call)?[_\d]/.test(name) || /^env\.__sys/.test(from ?? ''),
  },
  { title: 'WASI', has: ({ import: from }) => from?.startsWith('wasi_') === true },
  {
    title: 'Graphics, sound and events of a page',
    has: ({ users, giver }) =>
      giver !== 'linker' && users.every(({ library }) => BROWSER_FAMILIES.has(familyOf(library))),
  },
  { title: 'Functions of Emscripten', has: ({ name }) => /^_*emscripten_/.test(name) },
  { title: 'Others', has: ({ giver }) => giver !== 'linker' },
  { title: 'Made by the linker', has: () => true },
];

/** Symbols by group, in the groups' order; empty groups are left out. */
export function groupLeft<T>(items: readonly T[], symbolOf: (item: T) => LeftSymbol): [title: string, items: T[]][] {
  const groups = GROUPS.map(({ title }): [string, T[]] => [title, []]);
  for (const item of items) groups[GROUPS.findIndex(({ has }) => has(symbolOf(item)))]![1].push(item);
  return groups.filter(([, found]) => found.length > 0);
}
