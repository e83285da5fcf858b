/** A member to be put into an archive. Only tests use this file. */
export interface MemberInput {
  readonly name: string;
  readonly content: Uint8Array | string;
}

/** A GNU archive with long names in a table and, where symbols are given, an index of them; `thin` leaves contents out. */
export function buildGnuArchive(
  members: readonly MemberInput[],
  options: { symbols?: readonly (readonly [name: string, member: number])[]; thin?: boolean; wide?: boolean } = {},
): Uint8Array {
  const { symbols, thin = false, wide = false } = options;
  const table = members.map(({ name }) => `${name}/\n`).join('');
  const offsets = members.map((_, place) =>
    members.slice(0, place).reduce((sum, { name }) => sum + name.length + 2, 0),
  );
  const width = wide ? 8 : 4;
  const names = (symbols ?? []).map(([name]) => `${name}\0`).join('');
  const indexSize = width * (1 + (symbols?.length ?? 0)) + names.length;
  const blocks = members.map(({ content }, place) => block(`/${offsets[place]}`, toBytes(content), thin));
  const before = 8 + (symbols ? 60 + even(indexSize) : 0) + 60 + even(table.length);
  const places = blocks.map((_, place) => before + Buffer.concat(blocks.slice(0, place)).length);
  const index = Buffer.alloc(indexSize);
  const words = [symbols?.length ?? 0, ...(symbols ?? []).map(([, member]) => places[member] ?? 0)];
  for (const [at, word] of words.entries()) {
    if (wide) index.writeBigUInt64BE(BigInt(word), at * width);
    else index.writeUInt32BE(word, at * width);
  }
  index.write(names, width * words.length, 'latin1');
  const parts = [
    thin ? '!<thin>\n' : '!<arch>\n',
    ...(symbols ? [block(wide ? '/SYM64/' : '/', index)] : []),
    block('//', table),
  ];
  return Buffer.concat([...parts.map(toBytes), ...blocks]);
}

/** A BSD archive: names stand before the contents; an index of symbols where they are given. */
export function buildBsdArchive(members: readonly MemberInput[], symbols?: readonly string[]): Uint8Array {
  const named = (name: string, content: Uint8Array | string) =>
    block(`#1/${name.length + 4}`, Buffer.concat([toBytes(`${name}\0\0\0\0`), toBytes(content)]));
  const names = Buffer.from((symbols ?? []).map((name) => `${name}\0`).join(''));
  const index = Buffer.alloc(8 + 8 * (symbols?.length ?? 0));
  index.writeUInt32LE(8 * (symbols?.length ?? 0), 0);
  for (const [place, name] of (symbols ?? []).entries()) {
    index.writeUInt32LE(names.indexOf(`${name}\0`), 4 + place * 8);
    index.writeUInt32LE(1000 + place, 8 + place * 8);
  }
  index.writeUInt32LE(names.length, index.length - 4);
  const first = symbols ? [named('__.SYMDEF', Buffer.concat([index, names]))] : [];
  return Buffer.concat([toBytes('!<arch>\n'), ...first, ...members.map(({ name, content }) => named(name, content))]);
}

function block(field: string, content: Uint8Array | string, thin = false): Buffer {
  const bytes = toBytes(content);
  const header = `${field.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'644'.padEnd(8)}${String(bytes.length).padEnd(10)}\`\n`;
  if (thin) return toBytes(header);
  return Buffer.concat([toBytes(header), bytes, toBytes(bytes.length % 2 ? '\n' : '')]);
}

function toBytes(content: Uint8Array | string): Buffer {
  return typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content);
}

function even(size: number): number {
  return size + (size % 2);
}
