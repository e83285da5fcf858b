import type { Member } from './members.ts';

/** How `tar` is asked for a listing that can be read whatever the names are: in quotes, owners as numbers (GNU tar 1.34). */
export const LISTING_ARGS = ['--quoting-style=c', '--numeric-owner', '-tv'] as const;

const NAME = String.raw`"((?:[^"\\]|\\.)*)"`;
const LINE = new RegExp(
  String.raw`^(.)([-rwxsStT]{9})\S* \S+ +(\d+|\d+,\d+) \d{4}-\d\d-\d\d \d\d:\d\d ${NAME}(?: (->|link to) ${NAME})?$`,
);

const KINDS: Readonly<Record<string, Member['kind']>> = { '-': 'file', d: 'folder', l: 'link', h: 'hard-link' };

/** Reads a listing; null where a line is none of a file, folder, link or device: a volume's label, a part of a file. */
export function readTarListing(text: string): Member[] | null {
  const members: Member[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const match = LINE.exec(line);
    if (!match) return null;
    const [, type, mode, size, path, , target] = match;
    members.push({
      path: unquote(path!),
      kind: KINDS[type!] ?? 'other',
      size: Number(size!.split(',')[0]),
      special: /[sStT]/.test(mode!),
      ...(target === undefined ? {} : { target: unquote(target) }),
    });
  }
  return members;
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Undoes C's escapes; bytes above ASCII stay bytes, one character each. */
function unquote(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
  );
}
