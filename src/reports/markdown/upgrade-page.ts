import { TOOLS } from '../../model/tools.ts';
import type { Context } from '../query/context.ts';
import { titleOf, versionOf } from '../query/labels.ts';
import { PROGRAM } from '../repro/by-hand.ts';
import { ADVICE, VERIFIED_CURE } from '../text/cure-labels.ts';
import { bullets, code, escapeText, fence, folded, link, page, prose } from '../text/markdown.ts';
import { upgradePath } from '../text/names.ts';
import { formatReference } from '../text/references.ts';
import { countOf, printNumber } from '../text/words.ts';
import { REASONS, sayDocumented, type UpgradeItem } from '../upgrade/item.ts';
import type { NeighbourUpgrade } from '../upgrade/neighbours.ts';

/** What the pages lead back to, from the folder that they lie in. */
const UP = '../';

/** The page of one upgrade between neighbouring tested versions. */
export function renderUpgradePage({ index }: Context, { tool, older, newer, answer }: NeighbourUpgrade): string {
  const { breaks, lookAt, fixed } = answer;
  const range = `${versionOf(index, older)}..${versionOf(index, newer)}`;
  const option = TOOLS[tool].host ? `--host ${tool}=${range}` : `--${tool} ${range}`;
  const isMeasured = ({ cases, reason }: UpgradeItem) => cases.length > 0 || reason === 'denied';
  const measured = lookAt.filter(isMeasured);
  const documented = lookAt.filter((item) => !isMeasured(item));
  return page([
    `# From ${escapeText(titleOf(index, older))} to ${escapeText(versionOf(index, newer))}`,
    'Nothing between these two versions was tested. Where in a project this matters:',
    fence(`${PROGRAM} upgrade ${option} DIR`, 'sh'),
    `## Breaks, and has to be changed`,
    breaks.length === 0
      ? 'Nothing that passed with the older version fails on every combination with the newer one.'
      : bullets(breaks.map(writeItem)),
    '## To look at',
    lookAt.length === 0 ? 'Nothing.' : '',
    bullets(measured.map(writeItem)),
    documented.length === 0
      ? ''
      : folded(
          `${countOf(documented.length, 'change is', 'changes are')} documented between the two and not measured there`,
          bullets(documented.map(writeItem)),
        ),
    '## Fixed',
    ...(fixed.length === 0
      ? ['Nothing.']
      : [
          'What fails with the older version and passes with the newer one; a change of names stands here for those who already use the new ones.',
          bullets(fixed.map(writeItem)),
        ]),
    link('All upgrades', `${UP}README.md#upgrades`),
  ]);
}

function writeItem(item: UpgradeItem): string {
  const { title, reason, cases, where, cures, advice, refs, page: path } = item;
  const name = `**${path === undefined ? prose(title) : link(prose(title), UP + path)}**`;
  const said = [
    cases.length === 0 ? '' : `in ${cases.map(code).join(', ')}`,
    ['all', 'documented'].includes(reason) ? '' : REASONS[reason],
    where.map(escapeText).join('; '),
    escapeText(sayDocumented(item)),
    cases.length === 0 ? refs.map(formatReference).join(', ') : '',
  ].filter((part) => part !== '');
  const help = [
    ...(cures.length === 0 ? [] : [`${VERIFIED_CURE}: ${cures.map((cure) => prose(cure.title)).join(', or ')}.`]),
    ...(advice === undefined || cures.length > 0 ? [] : [`${ADVICE}: ${prose(advice)}`]),
  ];
  return [`${name} – ${said.join('; ')}.`, ...help].join(' ');
}

/** `9 (3 measured)`: the others are known by the references alone. */
function countMeasured(items: readonly UpgradeItem[]): string {
  const measured = items.filter(({ cases }) => cases.length > 0).length;
  return measured === items.length
    ? printNumber(measured)
    : `${printNumber(items.length)} (${printNumber(measured)} measured)`;
}

/** The first page's section: one line an upgrade, with counts, the newest first. */
export function writeUpgrades(
  { index }: Pick<Context, 'index'>,
  upgrades: readonly NeighbourUpgrade[],
): readonly string[] {
  if (upgrades.length === 0) return [];
  const items = [...upgrades].reverse().map(({ tool, older, newer, answer: { breaks, lookAt, fixed } }) => {
    const title = `${TOOLS[tool].title} ${versionOf(index, older)} → ${versionOf(index, newer)}`;
    const cured = breaks.filter(({ cures }) => cures.length > 0).length;
    const cure = breaks.length === 0 ? '' : ` (${cured} with a verified cure)`;
    return `${link(escapeText(title), upgradePath(older, newer))}: ${countOf(breaks.length, 'break')}${cure}, ${countMeasured(lookAt)} to look at, ${countMeasured(fixed)} fixed`;
  });
  return [
    '## Upgrades',
    `Between neighbouring tested versions, all else the same. Between others, and where in a project it matters: ${code(`${PROGRAM} upgrade`)}.`,
    bullets(items),
  ];
}
