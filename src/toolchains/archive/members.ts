/** One member of an archive as its listing declares it. */
export interface Member {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'hard-link' | 'other';
  /** Bytes once unpacked; holes count. */
  readonly size: number;
  /**
   * Whether it asks for the rights of its owner or group when it runs, or for a sticky bit. False: it has plain
   * permissions.
   */
  readonly special: boolean;
  /** Where a link leads. */
  readonly target?: string;
}

/** What an archive of one source may hold. */
export interface ArchiveRules {
  /** The one folder that all of it lies in; null where any may be there. */
  readonly top: string | null;
  /**
   * Whether links may lead anywhere, as in a system's root, where they are never followed from outside. False: only
   * inside.
   */
  readonly anyLink?: boolean;
  /**
   * Whether bits such as setuid are dropped where they are met; otherwise they are refused. False: they are refused.
   */
  readonly dropsSpecial?: boolean;
}

/** No toolchain has so large a file, or so many; the largest tree measured 1.9 GB in 45,000. Bytes, and numbers. */
export const MOST = { file: 2 * 2 ** 30, tree: 6 * 2 ** 30, members: 400_000, path: 1000, depth: 60 } as const;

/** The first reason why an archive is not unpacked, in words; null where there is none. */
export function refuseMembers(members: readonly Member[], rules: ArchiveRules): string | null {
  if (members.length > MOST.members) return `has more than ${MOST.members} members`;
  let bytes = 0;
  const links = new Set(members.filter(({ kind }) => kind === 'link').map(({ path }) => cleanPath(path)));
  for (const member of members) {
    bytes += member.size;
    const why = refuseMember(member, rules, links) ?? (bytes > MOST.tree ? 'makes it too large' : null);
    if (why) return `holds ${JSON.stringify(member.path.slice(0, 80))}, which ${why}`;
  }
  return null;
}

function refuseMember(member: Member, rules: ArchiveRules, links: ReadonlySet<string>): string | null {
  const { kind, size, special, target = '' } = member;
  const path = cleanPath(member.path);
  if (kind === 'other') return 'is neither file nor folder nor link';
  if (special && !rules.dropsSpecial && kind !== 'folder') return 'has a setuid, setgid or sticky bit';
  if (size > MOST.file) return 'is too large';
  const strange = refusePath(path);
  if (strange) return strange;
  if (rules.top !== null && path !== rules.top && !path.startsWith(`${rules.top}/`)) return `lies beside ${rules.top}`;
  if (path === rules.top && kind !== 'folder') return 'should be a folder';
  if (parentsOf(path).some((parent) => links.has(parent))) return 'lies behind a link';
  if (kind === 'link' && !rules.anyLink && leavesTop(path, target)) return 'is a link to outside';
  if (kind !== 'hard-link') return null;
  const linked = cleanPath(target);
  const beside = rules.top !== null && !linked.startsWith(`${rules.top}/`);
  if (refusePath(linked) || beside || parentsOf(linked).some((parent) => links.has(parent)))
    return 'is a link to outside';
  return null;
}

function refusePath(path: string): string | null {
  const parts = path.split('/');
  if (path.startsWith('/') || parts.includes('..')) return 'leads outside';
  if (path.length > MOST.path || parts.length > MOST.depth) return 'lies too deep';
  return null;
}

/** Whether a link leads out of the first folder of its own path. */
function leavesTop(path: string, target: string): boolean {
  if (target.startsWith('/') || target === '') return true;
  const at = path.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') at.pop();
    else if (part !== '' && part !== '.') at.push(part);
    if (at.length === 0) return true;
  }
  return false;
}

/** `./a//b/` → `a/b`. A path that begins at the root still does. */
export function cleanPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}

/** The folders that a path lies in, all of them. */
export function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
