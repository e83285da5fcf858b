/** A size in bytes for people, in powers of ten, where it is known exactly: `312 bytes`, `12.3 kB`, `8.9 MB`. */
export function printBytes(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A size of which the magnitude is enough, such as that of a download or a disk: `13 kB`, `9 MB`, `1.2 GB`. */
export function roundBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}
