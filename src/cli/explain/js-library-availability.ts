import type { AvailabilityOf } from '../../reports/query/explain.ts';

/** Opens the names of Emscripten's JavaScript library; most logs do not need them, so they are loaded here. */
export async function openAvailability(): Promise<AvailabilityOf> {
  const [{ readLibraryNames }, { printAvailability }] = await Promise.all([
    import('../../evidence/origin/library-names.ts'),
    import('../../evidence/origin/offered-name.ts'),
  ]);
  const library = readLibraryNames();
  return (name) => printAvailability(name, library);
}
