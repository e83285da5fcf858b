/** What the page shows: a view, and what is chosen in it. The address behind `#` says it. */
export interface State {
  readonly view: View;
  readonly chosen: Readonly<Record<string, string>>;
}

/** The views, in the order of the navigation; `search` and `break` have no place in it. */
export const VIEWS = ['pair', 'upgrade', 'can', 'breaks', 'drift', 'break', 'search'] as const;

/** One of the views. */
export type View = (typeof VIEWS)[number];

/** The address of a state: `#pair?go=go1.27.4&emsdk=em6.0.5-debian`. What is empty is left out. */
export function addressOf(view: View, chosen: Readonly<Record<string, string | undefined>> = {}): string {
  const words = Object.entries(chosen)
    .filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '')
    .map(([key, value]) => `${encodeURIComponent(key)}=${encode(value)}`);
  return `#${view}${words.length > 0 ? `?${words.join('&')}` : ''}`;
}

/** The state of an address; of one that says nothing, or nothing that is known, the first view. */
export function stateOf(address: string): State {
  const [, view = '', words = ''] = /^#?([a-z]*)(?:\?(.*))?$/s.exec(address) ?? [];
  if (!isView(view)) return { view: 'pair', chosen: {} };
  const pairs = words.split('&').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    const [key, value] = [decode(pair.slice(0, Math.max(0, at))), decode(pair.slice(at + 1))];
    return at > 0 && key !== null && value !== null ? [[key, value]] : [];
  });
  return { view, chosen: Object.fromEntries(pairs) };
}

function isView(word: string): word is View {
  return (VIEWS as readonly string[]).includes(word);
}

/** Lone surrogates, which an address cannot have, become U+FFFD; `:` and `/` stay readable. */
function encode(value: string): string {
  return encodeURIComponent(value.replace(/\p{Cs}/gu, '\ufffd'))
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/');
}

function decode(word: string): string | null {
  try {
    return decodeURIComponent(word.replaceAll('+', '%20'));
  } catch {
    return null;
  }
}
