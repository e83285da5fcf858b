import { byCodeUnit } from '../../model/order.ts';
import type { Page } from './catalogue.ts';

/** How a catalogue on disk departs from what its results say; all lists sorted. */
export interface CatalogueCheck {
  readonly differ: readonly string[];
  readonly missing: readonly string[];
  /** Files where generated pages stand that nothing generates any more. */
  readonly stale: readonly string[];
}

/** The folders and files below `reports/` that are generated pages, under former names too; anything else is data or somebody's own. */
const GENERATED =
  /^(?:README\.md|claims\.md|conformance\.md|reported-values\.md|told\.md|index\.html|badge\.svg|(?:pairs|breaks|features|kinds|upgrades)\/.*|(?:abi|candidates)\/.*\.md)$/s;

/** The files that lie there, by path below `reports/`; a text may be read when it is asked for. */
export type FilesOnDisk = Pick<ReadonlyMap<string, string>, 'keys' | 'has' | 'get'>;

/** A page, or the path of one of which it is known that it lies there as it would be rendered. */
export type CheckedPage = Page | readonly [path: string, text: null];

/** Compares pages with the files on disk as they are rendered; `write` gets those that are not as they lie there. */
export function checkCatalogue(
  rendered: Iterable<CheckedPage>,
  onDisk: FilesOnDisk,
  write: (...page: Page) => void = () => {},
): CatalogueCheck {
  const [paths, differ, missing] = [new Set<string>(), [] as string[], [] as string[]];
  for (const [path, text] of rendered) {
    paths.add(path);
    if (text === null) continue;
    const isThere = onDisk.has(path);
    if (isThere && onDisk.get(path) === text) continue;
    (isThere ? differ : missing).push(path);
    write(path, text);
  }
  return {
    differ: differ.sort(byCodeUnit),
    missing: missing.sort(byCodeUnit),
    stale: [...onDisk.keys()].filter((path) => GENERATED.test(path) && !paths.has(path)).sort(byCodeUnit),
  };
}

/** Whether nothing departs. False: some page differs, is missing or is made by nothing. */
export function isUpToDate(check: CatalogueCheck): boolean {
  return check.differ.length + check.missing.length + check.stale.length === 0;
}
