import { sha256 } from '../../model/canonical.ts';
import type { Tool } from '../../model/tools.ts';

/** The longest slug in the name of a break's page. */
const LONGEST_SLUG = 40;

/** The path of a break's page below `reports/`: a readable slug, and 8 hex digits of the id's SHA-256 that distinguish it. */
export function breakPath(id: string): string {
  return `breaks/${breakAnchor(id)}.md`;
}

/** The path of the list of all breaks below `reports/`, for programs. */
export const BREAK_INDEX_PATH = 'breaks/index.json';

/** The path of the page of all breaks below `reports/`. */
export const BREAKS_PATH = 'breaks/README.md';

/** The path of the page of toolchains below `reports/`. */
export const TOOLCHAINS_PATH = 'toolchains.md';

/** The name of a break inside one page. */
export function breakAnchor(id: string): string {
  const slug = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '');
  return `${slug || 'break'}-${sha256(id).slice(0, 8)}`;
}

/** The path of a pair's page below `reports/`. */
export function pairPath(go: string, emsdk: string): string {
  return `pairs/${pairAnchor(go, emsdk)}.md`;
}

/** The name of a pair inside one page. */
export function pairAnchor(go: string, emsdk: string): string {
  return `${fileWord(go)}_${fileWord(emsdk)}`;
}

/** The path of the page with the tables of a family of cases below `reports/`. */
export function featurePath(family: string): string {
  return `features/${fileWord(family)}.md`;
}

/** The path of the page on an upgrade between two toolchains below `reports/`. */
export function upgradePath(older: string, newer: string): string {
  return `upgrades/${fileWord(older)}_${fileWord(newer)}.md`;
}

/** The path of the page on the versions of a host below `reports/`. */
export function hostPath(tool: Tool): string {
  return `hosts/${tool}.md`;
}

/** The path of a kind's page below `reports/`. */
export function kindPath(kind: string): string {
  return `kinds/${fileWord(kind)}.md`;
}

/** The path of a toolchain's symbol tables below `reports/`. */
export function abiFile(toolchain: string): string {
  return `abi/${fileWord(toolchain)}.json`;
}

/** The path of the page on a toolchain's symbol tables below `reports/`. */
export function abiPath(toolchain: string): string {
  return `abi/${fileWord(toolchain)}.md`;
}

/** The path of the page on what changed in the symbol tables from one toolchain to the next. */
export function abiDriftPath(before: string, after: string): string {
  return `abi/${fileWord(before)}_${fileWord(after)}.md`;
}

/** The page on how names resolve where libraries of different origin meet. */
export const WEAK_SYMBOLS_PATH = 'abi/weak-symbols.md';

/** The page on claims below `reports/`. */
export const CLAIMS_PATH = 'claims.md';

/** The page on reported values below `reports/`. */
export const REPORTED_VALUES_PATH = 'reported-values.md';

/** The page on what hosts offer to guests below `reports/`. */
export const CONFORMANCE_PATH = 'conformance.md';

/** The page on calls that cross the border to a host below `reports/`. */
export const TRACES_PATH = 'traces.md';

/** The file below `reports/` that holds how symbols resolved in a case's links. */
export function linksPath(caseName: string): string {
  return `abi/links/${fileWord(caseName.replaceAll('/', '.'))}.json`;
}

/** The word itself where it can stand in a file name, else with its odd characters replaced and a hash behind it. */
function fileWord(word: string): string {
  if (/^[a-zA-Z0-9][a-zA-Z0-9.-]{0,99}$/.test(word)) return word;
  return `${word.replace(/[^a-zA-Z0-9]+/g, '-').slice(0, LONGEST_SLUG)}-${sha256(word).slice(0, 8)}`;
}
