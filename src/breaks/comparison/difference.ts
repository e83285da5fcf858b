import type { Cell, ModuleSurface } from '../../model/results.ts';
import { parseBreakId, shapeOf } from '../identity/identify.ts';
import { failedTests, isOfTests } from './troubles.ts';

/** Surfaces of modules by key, as results hold them. */
export type ModuleTable = Readonly<Record<string, ModuleSurface>>;

/** How two cells of equal status differ. */
export interface Difference {
  /** Ids of causes, of failed tests, or of warnings that will trap, that are there now and were not before. */
  readonly came: readonly string[];
  /** Ids of causes and of failed tests that were there before and are not now. */
  readonly went: readonly string[];
  /** Imports that are there now and were not before: `step/path module.name`. */
  readonly imports: readonly string[];
  /**
   * Whether each cause that came has the shape of one that went and there are as many: the same question about
   * another name, such as a symbol that a toolchain renamed. False: the cell breaks for another reason.
   */
  readonly isSameShape: boolean;
}

/** Two cells that say the same. */
export const NO_DIFFERENCE: Difference = { came: [], went: [], imports: [], isSameShape: false };

/** Compares two cells that both break or both pass; `NO_DIFFERENCE` where they say the same. */
export function differ(old: Cell, now: Cell, tables: { old: ModuleTable; now: ModuleTable }): Difference {
  // Of a run that changed nothing all that lies there is compared with itself.
  if (old === now && tables.old === tables.now) return NO_DIFFERENCE;
  return now.status === 'break' ? differInCauses(old, now) : differInPromises(old, now, tables);
}

/**
 * Which cause of a step comes first, and which tools add a remark, are matters of wording: a cause has come only where
 * the other side does not have it at all, and has gone likewise. Of the further causes only those count that are of a
 * kind with which the cell breaks: one more undefined symbol is another cause, one more remark is not.
 */
function differInCauses(old: Cell, now: Cell): Difference {
  const tests = differInTests(old, now);
  const came = [...causesOf(now).filter((id) => !mentions(old, id)), ...tests.came];
  const went = [...causesOf(old).filter((id) => !mentions(now, id)), ...tests.went];
  if (came.length === 0 && went.length === 0) return NO_DIFFERENCE;
  return { came, went, imports: [], isSameShape: shapesOf(came) === shapesOf(went) };
}

function causesOf({ breaks, also }: Cell): readonly string[] {
  const first = breaks.map(({ id }) => id);
  const kinds = new Set(first.map(kindOf));
  return [...new Set([...first, ...also.filter((id) => kinds.has(kindOf(id)))])];
}

function mentions({ breaks, also }: Cell, id: string): boolean {
  return breaks.some((broke) => broke.id === id) || also.includes(id);
}

function kindOf(id: string): string {
  return id.slice(0, id.indexOf(':'));
}

function shapesOf(ids: readonly string[]): string {
  const shapes = ids.map((id) => {
    const name = parseBreakId(id);
    return name ? shapeOf(name) : id;
  });
  return JSON.stringify(shapes.sort());
}

/** In a passing cell `also` holds the warnings that will trap, and nothing else. */
function differInPromises(old: Cell, now: Cell, tables: { old: ModuleTable; now: ModuleTable }): Difference {
  const tests = differInTests(old, now);
  const came = [...now.also.filter((id) => !old.also.includes(id)), ...tests.came];
  const imports = newImports(old, now, tables);
  if (came.length === 0 && tests.went.length === 0 && imports.length === 0) return NO_DIFFERENCE;
  return { came, went: tests.went, imports, isSameShape: false };
}

/** A test that a program did not come to is not fixed: where one was cut off now, only how it ended counts as gone. */
function differInTests(old: Cell, now: Cell): Pick<Difference, 'came' | 'went'> {
  const [before, after] = [new Set(failedTests(old)), new Set(failedTests(now))];
  const isCut = Object.values(now.outcomes ?? {}).some(({ cut }) => cut);
  const went = [...before].filter((id) => !after.has(id) && !(isCut && id.startsWith('failed-test:')));
  return { came: [...after].filter((id) => !before.has(id)), went };
}

/** Whether it is tests alone in which two cells differ. False: they differ in nothing, or in something else. */
export function isAboutTests({ came, went, imports }: Difference): boolean {
  return imports.length === 0 && came.length + went.length > 0 && [...came, ...went].every(isOfTests);
}

/** Only modules that both cells have are compared: a module of another name is another case's doing. */
function newImports(old: Cell, now: Cell, tables: { old: ModuleTable; now: ModuleTable }): readonly string[] {
  return Object.entries(now.modules ?? {}).flatMap(([path, key]) => {
    const formerKey = old.modules && Object.hasOwn(old.modules, path) ? old.modules[path]! : key;
    if (formerKey === key) return [];
    const former = importsOf(tables.old, formerKey);
    const current = importsOf(tables.now, key);
    if (!former || !current) return [];
    return [...current].filter(([name]) => !former.has(name)).map(([, words]) => `${path} ${words}`);
  });
}

/** Each import under a name that no other can have, and in words. */
function importsOf(table: ModuleTable, key: string): ReadonlyMap<string, string> | null {
  if (!Object.hasOwn(table, key)) return null;
  return new Map(
    table[key]!.imports.map(({ module, name }) => [
      JSON.stringify([module ?? '', name]),
      module === undefined ? name : `${module}.${name}`,
    ]),
  );
}
