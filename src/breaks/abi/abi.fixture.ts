import type { Abi, AbiLibrary, AbiSymbol, NeededSymbol } from '../../model/abi.ts';

/** A symbol as `name type`, `weak name type` or `data name`; no type is an unknown one. Only tests use this file. */
export function symbolOf(text: string, members: readonly string[] = ['a.o']): AbiSymbol {
  const [, weak, data, name = '', type] = /^(weak )?(data )?(\S+)(?: (.+))?$/.exec(text)!;
  return { name, kind: data ? 'data' : 'function', weak: weak !== undefined, type: type ?? null, members, more: 0 };
}

/** A symbol that is needed, `as` another import. */
export function needOf(text: string, as: string | null = null): NeededSymbol {
  return { ...symbolOf(text), import: as };
}

/** A library of the link `plain`; a stub library where its name ends in `.so`. */
export function libraryOf(
  name: string,
  provides: readonly string[],
  needs: readonly NeededSymbol[] = [],
  links: readonly string[] = ['abi/libraries:plain'],
): AbiLibrary {
  const format = name.endsWith('.so') ? 'stub-library' : 'archive';
  const symbols = provides.map((text) => symbolOf(text, format === 'archive' ? ['a.o'] : []));
  return { name, format, links, members: 1, unread: [], provides: symbols, needs };
}

/** A toolchain's tables. */
export function abiOf(toolchain: string, libraries: readonly AbiLibrary[]): Abi {
  return { toolchain, digest: `sha256:${'0'.repeat(64)}`, libraries };
}
