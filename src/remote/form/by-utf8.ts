/** Orders names by their UTF-8 bytes, as the API sorts (UTF-16 differs beyond U+FFFF). */
export function byUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
