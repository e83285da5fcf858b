import { printType } from './print-types.ts';
import { hasFlag } from './symbol-table.ts';
import type { WasmSymbol } from './symbols.ts';
import type { Section, WasmFile } from './wasm-file.ts';

/** One line per fact, in the same words for a peer's output and for ours, so that they can be compared as lists. */
export type Facts = readonly string[];

const LLVM_SECTIONS = [
  ...['CUSTOM', 'TYPE', 'IMPORT', 'FUNCTION', 'TABLE', 'MEMORY', 'GLOBAL', 'EXPORT', 'START', 'ELEM', 'CODE', 'DATA'],
  ...['DATACOUNT', 'TAG'],
];

/** `member letter name` per symbol, from `llvm-nm -a`; members in `skip` are left out. Only tests use this file. */
export function parseNm(output: string, isArchive: boolean, skip: ReadonlySet<string>): Facts {
  let member = '';
  return output.split('\n').flatMap((line) => {
    const symbol = /^(?:[0-9a-f-]{8,16}| {8,16}) (.) (.*)$/.exec(line);
    if (!symbol && line.endsWith(':')) member = line.slice(0, -1);
    if (!symbol || skip.has(member)) return [];
    return [`${isArchive ? member : ''} ${symbol[1]} ${symbol[2]}`];
  });
}

/** The same of our symbols, with the letters of LLVM's llvm-nm for wasm: weak, undefined, else text or data. */
export function nmFact({ member, name, kind, binding, defined }: WasmSymbol): string {
  const letter = kind === 'function' ? 't' : 'd';
  const shown = binding === 'local' ? letter : letter.toUpperCase();
  return `${member ?? ''} ${binding === 'weak' ? (defined ? 'W' : 'w') : defined ? shown : 'U'} ${name}`;
}

/** Per object: sections, relocations by section and type, and the symbol table, from `llvm-readobj`. */
export function parseReadobj(output: string): Facts[] {
  return output
    .split(/^File: .*$/m)
    .slice(1)
    .map((text) => [...parseSections(text), ...parseRelocations(text), ...parseSymbols(text)]);
}

function parseSections(text: string): string[] {
  return blocksOf(text, 'Section').map((section) =>
    [
      'section',
      section.get('Type')?.split(' ')[0],
      section.get('Offset'),
      section.get('Size'),
      section.get('Name'),
    ].join(' '),
  );
}

function parseRelocations(text: string): string[] {
  const counts = new Map<string, number>();
  let section = '';
  for (const line of text.split('\n')) {
    section = /^ {2}Section \((\d+)\)/.exec(line)?.[1] ?? section;
    const type = /^ {4}0x[0-9A-F]+ R_WASM_(\w+)/.exec(line)?.[1];
    if (type) counts.set(`${section} ${type}`, (counts.get(`${section} ${type}`) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `reloc ${key} ${count}`).sort();
}

function parseSymbols(text: string): string[] {
  return blocksOf(text, 'Symbol').map((symbol) => {
    const get = (name: string) => symbol.get(name) ?? '';
    const place = [get('ElementIndex') || get('Segment'), get('Offset'), get('Size')].map(
      (word) => word && Number(word),
    );
    return [
      'symbol',
      get('Type').split(' ')[0],
      get('Name'),
      get('Flags').match(/0x[0-9A-F]+/)?.[0],
      get('ImportModule'),
      get('ImportName'),
      ...place,
    ].join(' ');
  });
}

/** The `key: value` lines of each `  Kind {` block. */
function blocksOf(text: string, kind: string): Map<string, string>[] {
  return text
    .split(`\n  ${kind} {\n`)
    .slice(1)
    .map((block) => {
      const lines = block.slice(0, block.indexOf('\n  }')).split('\n');
      return new Map(
        lines.flatMap((line) => {
          const pair = /^ {4}(\w+)(?:: | \[ )(.*)$/.exec(line);
          return pair ? [[pair[1]!, pair[2]!] as const] : [];
        }),
      );
    });
}

/** The same of a file that we read. */
export function readobjFacts(file: WasmFile): Facts {
  const sections = file.sections.map((section) => {
    const { id, size, custom, name } = section;
    return ['section', LLVM_SECTIONS[id], startOf(section), size, custom ? name : undefined].join(' ');
  });
  const relocations = file.relocations.flatMap(({ section, byType }) =>
    Object.entries(byType).map(([type, count]) => `reloc ${section + 1} ${type} ${count}`),
  );
  const symbols = (file.linking?.symbols ?? []).map((symbol) => {
    const name = symbol.kind === 'section' ? file.sections[symbol.index ?? -1]?.name : symbol.name;
    const flags = `0x${symbol.flags.toString(16).toUpperCase()}`;
    const importName = hasFlag(symbol, 'explicitName') ? symbol.import?.name : '';
    const place = [symbol.index ?? '', symbol.offset ?? '', symbol.size ?? ''];
    return ['symbol', symbol.kind.toUpperCase(), name, flags, symbol.import?.module, importName, ...place].join(' ');
  });
  return [...sections, ...relocations.sort(), ...symbols];
}

/** Per file name: sections and imports with their types, from `wasm-objdump -hx` of several files. */
export function parseObjdump(output: string): ReadonlyMap<string, Facts> {
  const parts = output.split(/^(.+):\tfile format wasm .*$/m).slice(1);
  const texts = new Map<string, string>();
  for (let place = 0; place + 1 < parts.length; place += 2) {
    const name = parts[place]!;
    texts.set(name, `${texts.get(name) ?? ''}${parts[place + 1]}`);
  }
  return new Map([...texts].map(([name, text]) => [name, parseObjdumpFile(text)]));
}

function parseObjdumpFile(output: string): Facts {
  const sections = [
    ...output.matchAll(/^ *(\w+) start=(0x\w+) end=(0x\w+) .*?(?:count: (\d+)|start: (\d+)|"(.*)")$/gm),
  ].map((match) =>
    ['section', match[1]!.toLowerCase(), Number(match[2]), Number(match[3]), match[4] ?? match[5] ?? match[6]].join(
      ' ',
    ),
  );
  const types = [...output.matchAll(/^ - type\[\d+\] (.*)$/gm)].map((match) => match[1]!);
  const imports = [...output.matchAll(/^ - (\w+)\[(\d+)\](?: sig=(\d+))?.* <- (.*)$/gm)].map((match) =>
    ['import', match[1], match[2], match[3] && types[Number(match[3])]?.replace('nil', 'void'), match[4]].join(' '),
  );
  return [...sections, ...imports];
}

const WABT_SECTIONS: Readonly<Record<string, string>> = { element: 'elem' };
const WABT_KINDS: Readonly<Record<string, string>> = { function: 'func' };

/** The same of a file that we read. */
export function objdumpFacts(file: WasmFile): Facts {
  const sections = file.sections.map((section) => {
    const { name, custom, offset, size, count } = section;
    const kind = custom ? 'custom' : (WABT_SECTIONS[name] ?? name);
    return ['section', kind, startOf(section), offset + size, custom ? name : (count ?? file.start)].join(' ');
  });
  const seen = new Map<string, number>();
  const imports = file.imports.map(({ module, name, type }) => {
    const place = seen.get(type.kind) ?? 0;
    seen.set(type.kind, place + 1);
    const signature = type.kind === 'function' || type.kind === 'tag' ? printType(file.types[type.type]!) : undefined;
    return ['import', WABT_KINDS[type.kind] ?? type.kind, place, signature, `${module}.${name}`].join(' ');
  });
  return [...sections, ...imports];
}

/** Where both peers say that a section begins: a custom one's with the length of its name, which they write unpadded. */
function startOf({ name, custom, offset }: Section): number {
  const length = Buffer.byteLength(name);
  return custom ? offset - length - (length < 128 ? 1 : 2) : offset;
}

/** What only one of two lists of facts has, each fact as often as it is missing, at most `limit`. */
export function differences(ours: Facts, theirs: Facts, limit = 10): string[] {
  const counts = new Map<string, number>();
  for (const fact of ours) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  for (const fact of theirs) counts.set(fact, (counts.get(fact) ?? 0) - 1);
  const odd = [...counts].filter(([, count]) => count !== 0);
  return odd.slice(0, limit).map(([fact, count]) => `${count > 0 ? 'only ours' : 'only theirs'}: ${fact}`);
}
