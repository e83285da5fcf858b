import type { LibraryNames } from './library-names.ts';
import { printReleases, releasesWhere } from './release-set.ts';

/**
 * Which releases of Emscripten offer a name in their JavaScript library: `≥2.0.32`, `at every release`; null for a name that
 * the data does not have, which proves nothing.
 */
export function printAvailability(name: string, library: LibraryNames): string | null {
  const entries = library.get(name);
  if (!entries) return null;
  const offered = releasesWhere((place) => entries.some(({ since, until }) => since <= place && place < until));
  return printReleases(offered) || 'at every release';
}
