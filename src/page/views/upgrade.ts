import { ProblemInInput } from '../../model/errors.ts';
import { compareToolchains } from '../../model/ids.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { ADVICE, VERIFIED_CURE } from '../../reports/text/cure-labels.ts';
import { countOf } from '../../reports/text/words.ts';
import type { UpgradeAsked } from '../../reports/upgrade/axes.ts';
import type { UpgradeItem } from '../../reports/upgrade/item.ts';
import { sayBasis } from '../../reports/upgrade/say-basis.ts';
import { lookUpUpgrade, type UpgradeAnswer } from '../../reports/upgrade/upgrade.ts';
import { type Child, codeBlock, h, line, prose } from '../dom.ts';
import { addressOf } from '../state.ts';
import { chosenOf, nameOf, type Rendered, type Shown, select, versionsOf } from '../view.ts';
import type { World } from '../world.ts';

const TOOL_KEYS = [
  ['go', 'Go'],
  ['emsdk', 'Em'],
  ['node', 'Node'],
] as const satisfies readonly (readonly [Tool, string])[];

/** Two pairs of versions: what breaks, what to look at and what is fixed on the way from one to the other. */
export function upgradeView({ world, chosen, go }: Shown): Rendered {
  const { context } = world;
  const ends = readEnds(context, chosen);
  const values = Object.fromEntries(
    ends.flatMap(({ key, from, to }) => [
      [`from${key}`, from],
      [`to${key}`, to],
    ]),
  );
  const side = (title: string, end: 'from' | 'to') =>
    h(
      'fieldset',
      {},
      h('legend', {}, title),
      h(
        'div',
        { class: 'fields' },
        ends.map(({ tool, key, ...at }) =>
          select(
            `${TOOLS[tool].title}${tool === 'node' ? ' (if it changes)' : ''}`,
            versionsFor(context, tool),
            at[end],
            (id) => go('upgrade', { ...values, [`${end}${key}`]: id }),
          ),
        ),
      ),
    );
  return {
    title: 'An upgrade',
    content: [
      h('h2', { tabindex: -1 }, 'What an upgrade breaks'),
      h('div', { class: 'ends' }, side('From', 'from'), side('To', 'to')),
      writeAnswer(world, ends),
    ],
  };
}

interface End {
  readonly tool: Tool;
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

/** Without a choice: from the Emscripten before the newest to the newest, with the newest Go on both sides. */
function readEnds(context: World['context'], chosen: Shown['chosen']): readonly End[] {
  return TOOL_KEYS.map(([tool, key]) => {
    const ids = context.index.byTool.get(tool) ?? [];
    const to = chosenOf(context, tool, chosen[`to${key}`]);
    const before = ids[Math.max(0, ids.indexOf(to) - 1)] ?? '';
    if (tool === 'node') {
      const [own, other] = [chosen.fromNode ?? '', chosen.toNode ?? ''];
      return { tool, key, from: ids.includes(own) ? own : '', to: ids.includes(other) ? other : '' };
    }
    const from = chosen[`from${key}`] ?? (tool === 'emsdk' ? before : to);
    return { tool, key, from: chosenOf(context, tool, from), to };
  });
}

function versionsFor(context: World['context'], tool: Tool): readonly (readonly [string, string])[] {
  const versions = versionsOf(context, tool);
  return tool === 'node' ? [['', 'any version'], ...versions] : versions;
}

function writeAnswer(world: World, ends: readonly End[]): Child {
  const { context } = world;
  const given = ends.filter(({ from, to }) => from !== '' && to !== '');
  const back = given.find(({ from, to }) => compareToolchains(from, to) > 0);
  if (back) {
    return h(
      'p',
      { class: 'lead' },
      `${nameOf(context, back.from)} is newer than ${nameOf(context, back.to)}. Choose an older version to come from.`,
    );
  }
  const asked: UpgradeAsked = {
    moves: given.filter(({ from, to }) => from !== to),
    stays: given.filter(({ from, to }) => from === to).map(({ tool, to }) => ({ tool, version: to })),
  };
  if (asked.moves.length === 0) return h('p', { class: 'lead' }, 'Both sides are the same: nothing changes.');
  try {
    return writeLists(world, lookUpUpgrade(context, asked), asked);
  } catch (error) {
    if (error instanceof ProblemInInput) return h('p', { class: 'lead' }, line(error.message));
    throw error;
  }
}

function writeLists(world: World, { breaks, lookAt, fixed, unmeasured }: UpgradeAnswer, asked: UpgradeAsked): Child {
  const { context } = world;
  const options = asked.moves.map(({ tool, from, to }) => {
    const axis = `${from.replace(/^[a-z-]+(?=\d)/, '').replace(/-debian$/, '')}..${to.replace(/^[a-z-]+(?=\d)/, '').replace(/-debian$/, '')}`;
    return tool === 'go' || tool === 'emsdk' ? `--${tool} ${axis}` : `--host ${tool}=${axis}`;
  });
  return [
    h(
      'p',
      { class: 'lead' },
      h(
        'strong',
        {},
        asked.moves.map(({ from, to }) => `${nameOf(context, from)} → ${nameOf(context, to)}`).join(', '),
      ),
      `: ${countOf(breaks.length, 'break')}, ${lookAt.length} to look at, ${fixed.length} fixed.`,
    ),
    list(world, 'Breaks, and has to be changed', 'bad', breaks, true),
    list(world, 'To look at', 'warn', lookAt, true),
    list(world, 'Fixed', 'good', fixed, false),
    unmeasured.length > 0 &&
      h(
        'p',
        { class: 'soft' },
        `${countOf(unmeasured.length, 'case fails', 'cases fail')} with the newer versions and ${unmeasured.length === 1 ? 'was' : 'were'} not measured with the older: `,
        unmeasured.map((name, at) => [at > 0 && ', ', h('code', {}, line(name))]),
      ),
    h('h3', {}, 'In your project'),
    h('p', {}, 'With file and line of what of yours is concerned:'),
    codeBlock(`node dist/cli.js upgrade ${options.join(' ')} path/to/project`, 'the command for a project'),
  ];
}

function list(world: World, title: string, look: string, items: readonly UpgradeItem[], isOpen: boolean): Child {
  return h(
    'details',
    { open: isOpen && items.length > 0, class: `list ${look}` },
    h('summary', {}, h('h3', {}, `${title} (${items.length})`)),
    items.map((item) =>
      h(
        'article',
        { class: 'card' },
        h(
          'h4',
          {},
          item.ids.length > 0
            ? h('a', { href: addressOf('break', { id: item.ids[0] }) }, prose(item.title))
            : prose(item.title),
        ),
        h('p', { class: 'soft' }, line(sayBasis(item))),
        item.where.length > 0 && h('p', {}, `On ${item.where.map(line).join('; ')}`),
        item.cases.length > 0 &&
          h(
            'p',
            {},
            'In ',
            item.cases.map((name, at) => [at > 0 && ', ', h('code', {}, line(name))]),
          ),
        item.cures.map((cure) => writeCure(world, item, cure)),
        item.advice !== undefined && h('p', {}, h('strong', {}, `${ADVICE}: `), prose(item.advice)),
        item.refs.length > 0 && h('p', { class: 'soft' }, item.refs.map(line).join(' · ')),
      ),
    ),
  );
}

/** A cure with what is to be copied of it, out of the first of the entry's cases that has it. */
function writeCure(
  { context, commandsOf }: World,
  { cases }: UpgradeItem,
  { name, title }: UpgradeItem['cures'][number],
): Child {
  const own = cases.find((one) =>
    context.index.cases.get(one)?.workarounds.some((cure) => cure.name === name && cure.title === title),
  );
  const commands = own === undefined ? '' : commandsOf(own, name);
  return h(
    'div',
    { class: 'cure' },
    h('p', {}, h('strong', {}, `${VERIFIED_CURE}: `), prose(title)),
    commands !== '' && codeBlock(commands, `the commands of ${line(name)} in ${line(own ?? '')}`),
  );
}
