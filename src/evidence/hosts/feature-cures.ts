import type { Feature } from '../features/features.ts';
import type { Host } from './host.ts';

/**
 * What makes a host understand all the features that it lacks: switches of this version; else the first later one of its
 * family (which `family` begins with the host itself) that needs none; else what rewrites the one into the other. Nothing
 * where no row has all.
 */
export function cureFeatures(host: Host, features: readonly Feature[], family: readonly Host[]): string | undefined {
  const own = printSwitches(host, features);
  if (own) return `${own} makes it understand them`;
  const later = findLater(features, family);
  if (later) return `${later.id} has ${features.length > 1 ? 'them' : 'it'}`;
  if (!features.includes('exceptions-legacy')) return undefined;
  // Binaryen turns the older exceptions into those of the standard, which then are needed.
  const rest = [...new Set<Feature>([...features.filter((one) => one !== 'exceptions-legacy'), 'exnref'])];
  const open = rest.filter((one) => host.lacks?.includes(one));
  const rewritten = 'wasm-opt --translate-to-exnref rewrites them';
  if (open.length === 0) return rewritten;
  const more = printSwitches(host, open) ?? findLater(open, family)?.id;
  return more && `${rewritten} for ${more}`;
}

function printSwitches(host: Host, features: readonly Feature[]): string | undefined {
  const switches = features.map((feature) => host.switches[feature]);
  return switches.every((one) => one !== undefined) ? [...new Set(switches)].join(' ') : undefined;
}

function findLater(features: readonly Feature[], family: readonly Host[]): Host | undefined {
  return family.slice(1).find((other) => !features.some((one) => other.lacks?.includes(one)));
}
