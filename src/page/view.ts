import type { Tool } from '../model/tools.ts';
import { breakTitle, type Context } from '../reports/query/context.ts';
import { titleOf, versionOf } from '../reports/query/labels.ts';
import { toolTitleOf } from '../reports/text/words.ts';
import { type Child, h, line, prose } from './dom.ts';
import { addressOf, type View } from './state.ts';
import type { World } from './world.ts';

/** What a view is given. */
export interface Shown {
  readonly world: World;
  readonly chosen: Readonly<Record<string, string>>;
  /** Shows another state; `replace` leaves no step in the history. */
  readonly go: (view: View, chosen: Readonly<Record<string, string | undefined>>, replace?: boolean) => void;
  /** Writes a state into the address without showing anything anew. */
  readonly note: (view: View, chosen: Readonly<Record<string, string | undefined>>) => void;
}

/** A view: its title, and what it shows. */
export interface Rendered {
  readonly title: string;
  readonly content: Child;
}

/** A link to a break's view, under the name of the break. */
export function breakLink(context: Context, id: string): HTMLElement {
  const brk = context.index.breaks.get(id);
  if (!brk) return h('code', {}, line(id));
  return h('a', { href: addressOf('break', { id }) }, breakName(context, id));
}

/** What a break is called. */
export function breakName(context: Context, id: string): Child {
  const { words, subject } = breakTitle(context, context.index.breaks.get(id) ?? { id });
  return subject === null ? prose(words) : [prose(words), ': ', h('code', {}, line(subject))];
}

/** A selector with a label; `options` are values and what they are called. */
export function select(
  label: string,
  options: readonly (readonly [value: string, title: string])[],
  value: string,
  change: (value: string) => void,
): HTMLElement {
  const field = h(
    'select',
    { 'data-key': `select ${label}` },
    options.map(([id, title]) => h('option', { value: id, selected: id === value }, line(title))),
  );
  field.addEventListener('change', () => change(field.value));
  return h('label', { class: 'field' }, h('span', {}, label), field);
}

/** The versions of a tool for a selector, newest first. */
export function versionsOf(context: Context, tool: Tool): readonly (readonly [string, string])[] {
  const ids = context.index.byTool.get(tool) ?? [];
  return [...ids].reverse().map((id) => [id, `${toolTitleOf(tool)} ${versionOf(context.index, id)}`]);
}

/** The toolchain that is chosen, else the newest; empty where there is none. */
export function chosenOf(context: Context, tool: Tool, chosen: string | undefined): string {
  const ids = context.index.byTool.get(tool) ?? [];
  return chosen !== undefined && ids.includes(chosen) ? chosen : (ids.at(-1) ?? '');
}

/** The title of a toolchain, or a word where there is none. */
export function nameOf(context: Context, id: string): string {
  return id === '' ? 'no version' : titleOf(context.index, id);
}

/** A field in which somebody types what is to be found; `type` is called as they type. */
export function filterField(label: string, value: string, type: (value: string) => void): HTMLElement {
  const field = h('input', {
    type: 'search',
    value,
    autocomplete: 'off',
    spellcheck: 'false',
    'data-key': `filter ${label}`,
  });
  field.value = value;
  field.addEventListener('input', () => type(field.value));
  return h('label', { class: 'field wide' }, h('span', {}, label), field);
}
