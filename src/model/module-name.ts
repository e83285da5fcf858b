import semver from 'semver';

/** A real module as a toolchain: the npm package and version that it comes in, and the Emscripten release that made it. */
export interface ModuleName {
  readonly emsdk: string;
  /** As npm spells it: `sql.js`, `@sqlite.org/sqlite-wasm`. */
  readonly package: string;
  readonly version: string;
}

const RELEASE = String.raw`\d{1,5}\.\d{1,5}\.\d{1,5}`;
const OWN = `${RELEASE}(?:-[0-9A-Za-z.-]{1,60})?`;
const CANONICAL = new RegExp(`^(${RELEASE})-([0-9a-z][0-9a-z.-]{0,99}?)\\.(${OWN})$`);
const PRINTED = new RegExp(`^(${RELEASE}) \\(([0-9a-z@][0-9a-z./-]{0,99}) (${OWN})\\)$`);
/** Stands for the slash behind a scope, which neither a cell's name nor a folder's can hold. */
const SCOPE = '--';

/**
 * The version of a module's toolchain: `4.0.9-pyodide.0.28.3`, `3.1.30-sqlite.org--sqlite-wasm.3.46.1-build3`. It is semver,
 * by whose order the oldest Emscripten comes first. Null for a package that has no such name.
 */
export function moduleVersion(name: ModuleName): string | null {
  const text = canonicalOf(name);
  const read = parseModuleVersion(text);
  const isSame = read?.emsdk === name.emsdk && read.package === name.package && read.version === name.version;
  return isSame ? text : null;
}

/** Reads a module's version, as `moduleVersion` or as `printModule` writes it; null where the text is none. */
export function parseModuleVersion(text: string): ModuleName | null {
  const match = CANONICAL.exec(text) ?? PRINTED.exec(text);
  if (!match) return null;
  const [, emsdk, named, version] = match as unknown as [string, string, string, string];
  const name = { emsdk, package: named.replace(/^([^@]+?)--/, '@$1/'), version };
  return [version, canonicalOf(name)].every((one) => semver.valid(one) === one) ? name : null;
}

/** A module's version in the form that `moduleVersion` gives, whichever form it has; null where it is none. */
export function toModuleVersion(text: string): string | null {
  const name = parseModuleVersion(text);
  return name && canonicalOf(name);
}

/** `4.0.9 (pyodide 0.28.3)`: what people read beside the tool's title. A text that is no module's version stays as it is. */
export function printModule(version: string): string {
  const name = parseModuleVersion(version);
  return name ? `${name.emsdk} (${name.package} ${name.version})` : version;
}

/**
 * Whether a module lies in a range: alternatives separated by `||`, each a range of the Emscriptens that made them
 * (`>=3.1.50`), a package (`sql.js`), or a package with a range of its versions, as npm spells it (`sql.js@>=1.8`).
 * False: it lies outside, or either is none.
 */
export function isInModuleRange(version: string, range: string): boolean {
  const name = parseModuleVersion(version);
  return name !== null && range.split('||').some((part) => fits(name, readPart(part)));
}

/** Whether a text is a range of modules. False: it is none. */
export function isModuleRange(range: string): boolean {
  return range.split('||').every((part) => readPart(part) !== null);
}

type Part = { readonly emsdk: string } | { readonly package: string; readonly versions: string };

function readPart(text: string): Part | null {
  const part = text.trim();
  if (part === '') return null;
  if (semver.validRange(part) !== null) return { emsdk: part };
  const match = /^(@?[0-9a-z][0-9a-z./-]{0,99})(?:@(.{1,100}))?$/.exec(part);
  const versions = match?.[2] ?? '*';
  return match && semver.validRange(versions) !== null ? { package: match[1]!, versions } : null;
}

function fits(name: ModuleName, part: Part | null): boolean {
  if (part === null) return false;
  if ('emsdk' in part) return semver.satisfies(name.emsdk, part.emsdk);
  return name.package === part.package && semver.satisfies(name.version, part.versions, { includePrerelease: true });
}

function canonicalOf({ emsdk, package: name, version }: ModuleName): string {
  return `${emsdk}-${name.replace(/^@([^/]*)\//, `$1${SCOPE}`)}.${version}`;
}
