import { cleanLine, cleanText, LONGEST_PROSE } from '../reports/text/clean.ts';

/** What an element may contain: others, and text, which is never markup. */
export type Child = Node | string | null | undefined | false | readonly Child[];

/** Attributes by name; a handler by `onclick` and the like; false and undefined leave one out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: never) => void)>>;

/** Makes an element. Text goes in as text, with every invisible character spelled out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key.slice(2), value as EventListener);
    else element.setAttribute(key, value === true ? '' : cleanText(String(value)));
  }
  append(element, children);
  return element;
}

/** Puts children into an element, behind what it has. */
export function append(element: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (typeof child === 'string') element.appendChild(document.createTextNode(cleanText(child)));
    else if (child instanceof Node) element.appendChild(child);
    else append(element, child as readonly Child[]);
  }
}

/** Replaces what an element has. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren();
  append(element, children);
}

/** A text from outside in one line of bounded length. */
export function line(text: string): string {
  return cleanLine(text);
}

/** A paragraph from outside: words between single backticks become code. */
export function prose(text: string): readonly Child[] {
  const pieces = cleanLine(text, LONGEST_PROSE).split(/`([^`]+)`/);
  return pieces.map((piece, at) => (at % 2 === 1 ? h('code', {}, piece) : wholeFlags(piece)));
}

/** A text whose options, such as `-sEXIT_RUNTIME`, are not broken behind their hyphens. */
function wholeFlags(text: string): readonly Child[] {
  return text
    .split(/(?<=^|[\s("'])(--?[A-Za-z]\S*)/)
    .map((piece, at) => (at % 2 === 1 ? h('span', { class: 'flag' }, piece) : piece));
}

/** A button that copies a text, and says so to who sees and to who hears. */
export function copyButton(text: string, what: string): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${what}` }, 'Copy');
  button.addEventListener('click', async () => {
    const isDone = await copyText(text);
    button.textContent = isDone ? 'Copied' : 'Press Ctrl+C';
    announce(isDone ? `Copied ${what}` : 'The text is selected');
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  });
  return button;
}

/** A block of code with its button. */
export function codeBlock(text: string, what: string): HTMLElement {
  const shown = cleanText(text);
  return h(
    'div',
    { class: 'code' },
    h('pre', { tabindex: 0, 'aria-label': what, role: 'group' }, wholeFlags(shown)),
    copyButton(shown, what),
  );
}

/** Says something to who uses a screen reader. */
export function announce(text: string): void {
  const place = document.getElementById('status');
  if (place) place.textContent = cleanLine(text);
}

/** Whether the clipboard took it. False: the browser refuses, as it does from a file in some of them. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h('textarea', { class: 'aside', 'aria-hidden': 'true', tabindex: -1 });
    area.value = text;
    document.body.append(area);
    area.select();
    const isDone = document.execCommand('copy');
    area.remove();
    return isDone;
  }
}
