/**
 * Debian's suites that are asked, by preference: where several have the same upstream version, the first is taken.
 * Which versions they have is read from their indexes.
 */
export const SUITES = [
  { name: 'bullseye', backports: false },
  { name: 'bookworm', backports: false },
  { name: 'bookworm-backports', backports: true },
  { name: 'trixie', backports: false },
  { name: 'trixie-backports', backports: true },
  { name: 'forky', backports: false },
  { name: 'sid', backports: false },
] as const;

/** The names of all packages that toolchains are made from, as a pattern for `apt-cache search -n`. */
export const OFFERED_PACKAGES = `^(${[
  'emscripten',
  'golang-1[.][0-9]+-(go|src)',
  'wasi-libc',
  'wasmedge',
  'chromium-headless-shell',
  '(lld|clang|llvm)-[0-9]+',
  'libclang-(common-[0-9]+-dev|rt-[0-9]+-dev-wasm32)',
  'wabt',
  'rustc',
  'libstd-rust-(1[.][0-9]+|dev-wasm32)',
].join('|')})$`;

/** What Debian takes for granted on every system, and a probe's shell step too. */
export const SHELL_PACKAGES = ['dash', 'coreutils', 'diffutils', 'findutils', 'grep', 'sed'] as const;

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

/**
 * The version of a snapshot of wasi-libc, which has no releases: Debian's `0.0~git20220510.9886d3d-2` is `0.0.20220510`,
 * so that snapshots are ordered by their date as releases are. Null where the version is of another form.
 */
export function snapshotOf(version: string): string | null {
  const match = /^0\.0~git(\d{8})\./.exec(version);
  return match ? `0.0.${match[1]}` : null;
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
