import { type Child, fill, h } from './dom.ts';

/** A grid in which the arrow keys move and Enter chooses. */
export interface MatrixOptions {
  /** What the grid is, for who hears it. */
  readonly label: string;
  /** What goes down and what across. */
  readonly corner: readonly string[];
  readonly columns: readonly { readonly id: string; readonly title: Child }[];
  readonly rows: readonly { readonly id: string; readonly title: Child }[];
  readonly field: (row: string, column: string) => MatrixField;
  /** Called for the field that is clicked, or on which Enter or the space bar is pressed; without it fields are only shown. */
  readonly choose?: (row: string, column: string) => void;
}

/** One field. */
export interface MatrixField {
  readonly content: Child;
  /** The whole field in words. */
  readonly label: string;
  readonly look: string;
  readonly chosen?: boolean;
}

/**
 * A table whose fields are one stop of the Tab key: the arrow keys, Home and End move inside (WAI-ARIA Authoring Practices,
 * "Grid Pattern").
 */
export function matrix({ label, corner, columns, rows, field, choose }: MatrixOptions): HTMLElement {
  const fields = rows.map((row) =>
    columns.map((column) => {
      const { content, label: words, look, chosen } = field(row.id, column.id);
      const cell = h(
        'td',
        {
          role: 'gridcell',
          class: look,
          'aria-selected': choose ? String(chosen === true) : undefined,
          'data-key': `${row.id} ${column.id}`,
          tabindex: -1,
        },
        h('span', { 'aria-hidden': 'true' }, content),
        h('span', { class: 'aside' }, words),
      );
      if (choose) cell.addEventListener('click', () => choose(row.id, column.id));
      return cell;
    }),
  );
  const all = fields.flat();
  const first = all.find((cell) => cell.getAttribute('aria-selected') === 'true') ?? all[0];
  if (first) first.tabIndex = 0;
  const table = h('table', { role: 'grid', class: 'matrix', 'aria-label': label });
  fill(
    table,
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h(
          'th',
          { scope: 'col' },
          corner.map((axis) => h('span', { class: 'axis' }, axis, ' ')),
        ),
        columns.map(({ title }) => h('th', { scope: 'col' }, title)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map(({ title }, at) => h('tr', {}, h('th', { scope: 'row' }, title), fields[at]!)),
    ),
  );
  table.addEventListener('keydown', (event) => {
    const at = all.indexOf(document.activeElement as HTMLTableCellElement);
    if (at < 0) return;
    const [row, column] = [Math.floor(at / columns.length), at % columns.length];
    if (choose && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      choose(rows[row]!.id, columns[column]!.id);
      return;
    }
    const next = moveTo(event, row, column, rows.length - 1, columns.length - 1);
    if (!next) return;
    event.preventDefault();
    const target = fields[next[0]]![next[1]]!;
    for (const cell of all) cell.tabIndex = cell === target ? 0 : -1;
    target.focus();
  });
  return h('div', { class: 'scroll' }, table);
}

function moveTo(
  { key, ctrlKey }: KeyboardEvent,
  row: number,
  column: number,
  lastRow: number,
  lastColumn: number,
): readonly [number, number] | null {
  switch (key) {
    case 'ArrowUp':
      return [Math.max(0, row - 1), column];
    case 'ArrowDown':
      return [Math.min(lastRow, row + 1), column];
    case 'ArrowLeft':
      return [row, Math.max(0, column - 1)];
    case 'ArrowRight':
      return [row, Math.min(lastColumn, column + 1)];
    case 'Home':
      return [ctrlKey ? 0 : row, 0];
    case 'End':
      return [ctrlKey ? lastRow : row, lastColumn];
    default:
      return null;
  }
}
