/** A duration such as `20s`, `500ms` or `2m`. */
export const DURATION = /^\d{1,6}(ms|s|m)$/;

/** A size such as `512KB` or `1GB`; powers of 1024. */
export const SIZE = /^\d{1,6}(KB|MB|GB)$/;

/** Milliseconds of a text that `DURATION` accepts. */
export function parseDuration(text: string): number {
  return Number.parseInt(text, 10) * { ms: 1, s: 1_000, m: 60_000 }[DURATION.exec(text)![1] as 'ms' | 's' | 'm'];
}

/** Bytes of a text that `SIZE` accepts. */
export function parseSize(text: string): number {
  return (
    Number.parseInt(text, 10) * { KB: 1 << 10, MB: 1 << 20, GB: 1 << 30 }[SIZE.exec(text)![1] as 'KB' | 'MB' | 'GB']
  );
}
