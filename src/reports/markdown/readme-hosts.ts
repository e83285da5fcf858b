import type { Context } from '../query/context.ts';
import { fitHosts, type HostFit } from '../query/host-fit.ts';
import { titleOf, versionOf } from '../query/labels.ts';
import { escapeText, table } from '../text/markdown.ts';
import { printNumber } from '../text/words.ts';

/** The matrix host × Emscripten: which host runs what which Emscripten makes. */
export function writeHosts({ index }: Context): readonly string[] {
  const emsdks = index.byTool.get('emsdk') ?? [];
  const rows = fitHosts(index, emsdks);
  if (rows.length === 0) return [];
  const header = ['Host ↓ Emscripten →', ...emsdks.map((id) => escapeText(versionOf(index, id)))];
  const lines = rows.map(({ id, fits }) => [`**${escapeText(titleOf(index, id))}**`, ...fits.map(fieldOf)]);
  return [
    '## Which host runs what Emscripten makes',
    'Where Go takes part, it is the newest tested; for yours, open the pair in the table above. Some cases run on one version of a host only: compare rows only where they count the same number of cases.',
    table([header, ...lines], ['l', ...emsdks.map(() => 'c')]),
    'Of all cases with these two: in bold how many fail without a cure, then for how many that fail a cure passed. Here what fails with every version counts too. To see which cases these are, open a family under [Can I use](#can-i-use) and look for the host.',
  ];
}

function fieldOf(fit: HostFit | null): string {
  if (fit === null) return '–';
  const cured = fit.cured === 0 ? '' : ` + ${printNumber(fit.cured)} cured`;
  return `**${printNumber(fit.open)}**${cured} of ${printNumber(fit.cases)}`;
}
