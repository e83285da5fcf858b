import { byCodeUnit } from '../../model/order.ts';

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

/** Compares rendered pages with the files on disk, both by path below `reports/`. */
export function checkCatalogue(
  rendered: ReadonlyMap<string, string>,
  onDisk: ReadonlyMap<string, string>,
): CatalogueCheck {
  const paths = [...rendered.keys()].sort(byCodeUnit);
  return {
    differ: paths.filter((path) => onDisk.has(path) && onDisk.get(path) !== rendered.get(path)),
    missing: paths.filter((path) => !onDisk.has(path)),
    stale: [...onDisk.keys()].filter((path) => GENERATED.test(path) && !rendered.has(path)).sort(byCodeUnit),
  };
}

/** Whether nothing departs. False: some page differs, is missing or is made by nothing. */
export function isUpToDate(check: CatalogueCheck): boolean {
  return check.differ.length + check.missing.length + check.stale.length === 0;
}
