import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { ProjectUses, UseInFile, VersionInFile } from '../../evidence/uses/gather-uses.ts';
import type { NamedUse } from '../../evidence/uses/use.ts';
import { inRange } from '../../model/versions.ts';
import type { UpgradeItem } from './item.ts';
import type { UpgradeAnswer } from './upgrade.ts';

/** A break or change with what in a project is about it, by file and line. */
export interface UsedItem extends UpgradeItem {
  readonly uses: readonly UseInFile[];
}

/** What was read of a project. */
export interface ReadProject extends Omit<ProjectUses, 'uses'> {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly skipped: {
    readonly large: readonly string[];
    readonly binary: readonly string[];
    readonly unread: readonly string[];
    /** Whether there is more than is looked at. False: all was. */
    readonly isCut: boolean;
  };
}

/** An upgrade of a project; prints as it is with `--json`. */
export interface UpgradeReport extends UpgradeAnswer {
  /** Null where no project was read. */
  readonly project: ReadProject | null;
  /** The project's own versions that the older ends were taken from. */
  readonly taken: readonly VersionInFile[];
  readonly breaks: readonly UsedItem[];
  readonly lookAt: readonly UsedItem[];
  readonly fixed: readonly UsedItem[];
  /** What the project uses though neither the older nor the newer versions have it. */
  readonly before: readonly { readonly known: string; readonly title: string; readonly uses: readonly UseInFile[] }[];
}

/** All uses that knowledge entries are about. */
export function usesOf(knowledge: readonly KnownBreak[]): readonly NamedUse[] {
  return knowledge.flatMap(({ name, uses = [] }) => uses.map((use) => ({ entry: name, use })));
}

/** Joins an upgrade with what a project uses: items with a use come first. */
export function reportUpgrade(
  answer: UpgradeAnswer,
  knowledge: readonly KnownBreak[],
  project: (ReadProject & Pick<ProjectUses, 'uses'>) | null,
  taken: readonly VersionInFile[] = [],
): UpgradeReport {
  const usesOfEntry = (known: string | undefined) => (known === undefined ? [] : (project?.uses.get(known) ?? []));
  const join = (items: readonly UpgradeItem[]): readonly UsedItem[] =>
    items
      .map((item) => ({ ...item, uses: usesOfEntry(item.known) }))
      .sort((a, b) => Number(b.uses.length > 0) - Number(a.uses.length > 0));
  const read = project && withoutUses(project);
  const lists = { breaks: join(answer.breaks), lookAt: join(answer.lookAt), fixed: join(answer.fixed) };
  const told = new Set(Object.values(lists).flatMap((items) => items.map(({ known }) => known)));
  const before = knowledge.flatMap((entry) => {
    const uses = usesOfEntry(entry.name);
    if (uses.length === 0 || told.has(entry.name) || !isBrokenThroughout(entry, answer)) return [];
    return [{ known: entry.name, title: entry.title, uses }];
  });
  return { ...answer, ...lists, project: read, taken, before };
}

function withoutUses({ uses, ...read }: ReadProject & Pick<ProjectUses, 'uses'>): ReadProject {
  return read;
}

/** Whether references say that both ends of a moving tool have it. False: they say otherwise, or nothing. */
function isBrokenThroughout({ documented }: KnownBreak, { moves }: UpgradeAnswer): boolean {
  return moves.some(({ tool, from, to }) => {
    const range = documented[tool];
    return range !== undefined && [from, to].every(({ version }) => inRange(tool, version, range));
  });
}

/** Whether a project uses something that an upgrade breaks or that has to be looked at. False: nothing was found. */
export function isFound({ breaks, lookAt }: UpgradeReport): boolean {
  return [...breaks, ...lookAt].some(({ uses }) => uses.length > 0);
}
