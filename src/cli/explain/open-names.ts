import type { Aids } from '../../reports/query/explain.ts';

/** Opens what is known of the names of Emscripten's libraries; most logs do not need it, so it is loaded here. */
export async function openNames(): Promise<Pick<Aids, 'availabilityOf' | 'librariesOf'>> {
  const [{ readLibraryNames }, { printAvailability }, { readLinkSymbols }] = await Promise.all([
    import('../../evidence/origin/library-names.ts'),
    import('../../evidence/origin/offered-name.ts'),
    import('../../evidence/origin/link-symbols.ts'),
  ]);
  const library = readLibraryNames();
  return { availabilityOf: (name) => printAvailability(name, library), librariesOf: readLinkSymbols() };
}
