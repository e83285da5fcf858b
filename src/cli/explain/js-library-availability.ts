import type { OfferOf } from '../../reports/query/explain.ts';

/** Opens the names of Emscripten's JavaScript library; most logs do not need them, so they are loaded here. */
export async function openOffers(): Promise<OfferOf> {
  const [{ readLibraryNames }, { printOffer }] = await Promise.all([
    import('../../evidence/origin/library-names.ts'),
    import('../../evidence/origin/offered-name.ts'),
  ]);
  const library = readLibraryNames();
  return (name) => printOffer(name, library);
}
