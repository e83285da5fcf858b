/**
 * Debian's suites that are asked, by preference: where several have the same upstream version, the first is taken.
 * Which versions they have is read from their indexes.
 */
export const SUITES = [
  { name: 'bullseye', emsdk: true },
  { name: 'bookworm', emsdk: true },
  { name: 'bookworm-backports', emsdk: false },
  { name: 'trixie', emsdk: true },
  { name: 'trixie-backports', emsdk: false },
  { name: 'forky', emsdk: true },
  { name: 'sid', emsdk: true },
] as const;

/** A package of a suite's index. */
export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * The upstream version in a Debian version (deb-version(7): `[epoch:]upstream[-revision]`), without the marks of
 * repacked sources; `1.27~rc1` is upstream's `1.27rc1`.
 */
export function upstreamOf(version: string): string {
  return version
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replace(/[~+](?:dfsg|ds|repack|really)[^-]*$/, '')
    .replace(/~(?=alpha|beta|rc)/, '');
}

/** Reads records of an index in the form of deb822(5), as `apt-cache` prints them. Incomplete records are left out. */
export function readPackages(text: string): DebianPackage[] {
  return text.split(/\n\n+/).flatMap((record) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(record)?.[1]?.trim();
    const [name, version, sha256] = [field('Package'), field('Version'), field('SHA256')];
    const size = Number(field('Size'));
    return name && version && sha256 && Number.isSafeInteger(size) ? [{ name, version, size, sha256 }] : [];
  });
}

/**
 * Reads what `apt-get --print-uris` prints: `'URI' name_version_arch.deb size SHA256:hex` a line, where an epoch's colon
 * is `%3a`. Lines of another form are left out.
 */
export function readUris(text: string): DebianPackage[] {
  return text.split('\n').flatMap((line) => {
    const match = /^'[^']*' ([^_ ]+)_([^_ ]+)_[^_ ]+\.deb (\d+) SHA256:([0-9a-f]{64})$/.exec(line.trim());
    if (!match) return [];
    return [{ name: match[1]!, version: decodeVersion(match[2]!), size: Number(match[3]), sha256: match[4]! }];
  });
}

function decodeVersion(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
