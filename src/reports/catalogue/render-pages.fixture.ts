import { makeContext } from '../query/context.ts';
import type { CatalogueInput } from '../query/input.ts';
import { renderCatalogue } from './catalogue.ts';

/** All pages of a catalogue at once, by path. */
export function renderPages(input: CatalogueInput): ReadonlyMap<string, string> {
  return new Map(renderCatalogue(makeContext(input)));
}
