import type { Draft } from '../draft.ts';
import type { Row } from '../rows.ts';

/** What linkers say of archives. Wordings: LLVM 9 to 24, `llvm/lib/Object/Archive.cpp` and `lld/wasm/Driver.cpp`. */
export const ARCHIVE_ROWS: readonly Row[] = [
  { code: 'archive-no-index', text: '{file}: archive has no index; run ranlib to add one', until: '17' },
  {
    code: 'archive-member-not-wasm',
    text: "{file}: archive member '{member}' is neither Wasm object file nor LLVM bitcode",
    since: '18',
  },
  { code: 'archive-malformed', text: '{file}: failed to parse archive: {_}' },
  { code: 'archive-malformed', text: '{file}: failed to parse archive' },
  { code: 'archive-malformed', text: '{file}: could not get the child of the archive…', until: '9' },
  { code: 'archive-malformed', text: '{file}: Archive::children failed: {_}' },
  { code: 'archive-malformed', text: '{file}: truncated or malformed archive {_}' },
  { code: 'archive-malformed', text: '{file}: file too small to be an archive' },
  { code: 'archive-malformed', text: 'could not get the member for symbol {symbol}: {_}', until: '17' },
  { code: 'archive-malformed', text: 'could not get the member for symbol {symbol}', until: '17' },
  {
    code: 'archive-member-unreadable',
    text: "{file}: could not get the buffer for a child of the archive: '{symbol}': {_}",
    since: '18',
  },
  {
    code: 'archive-member-unreadable',
    text: "could not get the buffer for the member defining symbol {_}: '{symbol}': {_}",
    until: '17',
  },
  {
    code: 'archive-malformed',
    text: 'could not get the buffer for the member defining symbol {symbol}: truncated or malformed archive {_}',
    until: '17',
  },
  {
    code: 'archive-member-unreadable',
    text: 'could not get the buffer for the member defining symbol {_}',
    until: '17',
  },
  { code: 'archive-member-unreadable', text: '{file}: could not get the buffer for a child of the archive…' },
  { code: 'archive-malformed', text: "unable to load '{file}': truncated or malformed archive {_}" },
  { code: 'archive-malformed', text: "unable to load '{file}': file too small to be an archive" },
  { code: 'archive-malformed', text: '{_}truncated or malformed archive {_}' },
];

/** Splits `lib.a(member.o)` where the message is about the member. False: the message is left as it is. */
export function splitMember(target: Draft): boolean {
  const file = target.file ?? '';
  const open = file.lastIndexOf('(');
  if (open < 1 || !file.endsWith(')')) return false;
  target.member = file.slice(open + 1, -1);
  target.file = file.slice(0, open);
  return true;
}

/** An input of unknown type inside an archive is a member of another machine, not a stray file. */
export function markArchiveMember(target: Draft): void {
  if (splitMember(target)) target.code = 'archive-member-not-wasm';
}
