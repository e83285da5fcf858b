/** A number of 32 bits that is the same for the same bytes, and seldom for others. */
export function fingerprint(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    hash = stir(hash ^ word);
  }
  for (; at < end; at++) hash = stir(hash ^ bytes[at]!);
  return hash;
}

/** The same of a text, as of its bytes where it is of ASCII. */
export function fingerprintText(text: string): number {
  return fingerprint(Buffer.from(text, 'latin1'), 0, text.length);
}

function stir(hash: number): number {
  const mixed = Math.imul(hash, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
