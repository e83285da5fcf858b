import type { ToolchainEntry } from '../../model/results.ts';
import { ORIGINS, type Origin, PROVENANCES } from '../../model/tools.ts';
import { code, escapeText } from '../text/markdown.ts';
import type { ResultsIndex } from './index-results.ts';
import { titleOf } from './labels.ts';

/** Where a toolchain comes from, in words. Plain text. */
export function originOf(entry: ToolchainEntry): string {
  // What the module proxy has of others than Go is no toolchain but a library.
  if (entry.origin === 'goproxy' && entry.tool !== 'go') return 'Go module';
  return Object.hasOwn(ORIGINS, entry.origin) ? ORIGINS[entry.origin as Origin].title : entry.origin;
}

/** In what builds of an origin differ from the vendor's own; empty where nothing is known of that. Plain texts. */
export function differencesOf(origin: string): readonly string[] {
  const known = Object.hasOwn(ORIGINS, origin) ? ORIGINS[origin as Origin] : undefined;
  return known && 'differs' in known ? known.differs : [];
}

/** How a toolchain's bytes were verified, in words. Plain text. */
export function provenanceOf(entry: ToolchainEntry): string {
  return Object.hasOwn(PROVENANCES, entry.provenance) ? PROVENANCES[entry.provenance] : entry.provenance;
}

/** Files that stand in from another release, as markdown; empty where there are none. */
export function borrowedBy(entry: ToolchainEntry): string {
  const files = Object.entries(entry.borrowed ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return files.map(([file, from]) => `${code(file)} from ${code(from)}`).join(', ');
}

/** A toolchain in one line: version, origin, how it was verified, LLVM, files that stand in. */
export function describeToolchain(index: ResultsIndex, id: string): string {
  const entry = index.toolchains.get(id);
  if (!entry) return `**${escapeText(titleOf(index, id))}**: unavailable`;
  const borrowed = borrowedBy(entry);
  return [
    `**${escapeText(titleOf(index, id))}** (${code(id)}): ${escapeText(originOf(entry))}, ${escapeText(provenanceOf(entry))}`,
    entry.llvm ? `LLVM ${escapeText(entry.llvm)}` : '',
    borrowed === ''
      ? ''
      : `this build lacks ${borrowed.includes(',') ? 'some files, borrowed' : 'a file, borrowed'}: ${borrowed}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}
