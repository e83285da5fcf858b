import type { Context } from '../query/context.ts';
import { countFit, type HostCase, type HostFit, type HostRow } from '../query/host-fit.ts';
import { titleOf, versionOf } from '../query/labels.ts';
import { escapeText, headingAnchor, link, table } from '../text/markdown.ts';
import { hostPath } from '../text/names.ts';
import { printNumber } from '../text/words.ts';
import type { HostRows } from './host-page.ts';
import { printOpen } from './open-field.ts';

/** The matrix host × Emscripten: which host runs what which Emscripten makes. */
export function writeHosts(context: Context, hosts: HostRows): readonly string[] {
  const { index } = context;
  const emsdks = index.byTool.get('emsdk') ?? [];
  const rows = [...hosts.values()].flat();
  if (rows.length === 0) return [];
  const header = ['Host ↓ Emscripten →', ...emsdks.map((id) => escapeText(versionOf(index, id)))];
  return [
    '## Which host runs what Emscripten makes',
    'Where Go takes part, it is the newest that the case was asked of; what other Gos do there was not tried in every case.',
    table([header, ...rows.map((row) => writeRow(context, row))], ['l', ...emsdks.map(() => 'c')]),
    'Of all cases with these two: in bold how many fail without a cure, then for how many that fail a cure passed. Here what fails with every version counts too. *Alone* are cases that were asked of this version of the host and of no other, so that they say nothing of how versions compare. Each host leads to its cases.',
  ];
}

function writeRow({ index }: Context, { id, fits }: HostRow): readonly string[] {
  const title = titleOf(index, id);
  const path = `${hostPath(index.toolOf.get(id)!)}#${headingAnchor(title)}`;
  return [`**${link(escapeText(title), path)}**`, ...fits.map(fieldOf)];
}

function fieldOf(fit: HostFit | null): string {
  if (fit === null) return '–';
  const [alone, shared] = [fit.filter(({ isAlone }) => isAlone), fit.filter(({ isAlone }) => !isAlone)];
  const parts = [shared.length > 0 ? printCounts(shared) : '', alone.length > 0 ? `alone ${printCounts(alone)}` : ''];
  return parts.filter((part) => part !== '').join('<br>');
}

function printCounts(some: readonly HostCase[]): string {
  const { cases, open, cured } = countFit(some);
  return `${printOpen(open, cured)} of ${printNumber(cases)}`;
}
