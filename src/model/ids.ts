import { groupBy } from './group.ts';
import { memoise } from './memoise.ts';
import { printModule } from './module-name.ts';
import { byCodeUnit } from './order.ts';
import { isTool, ORIGINS, type Origin, TOOL_NAMES, TOOLS, type Tool } from './tools.ts';
import { compareVersions, toSemver } from './versions.ts';

/** A toolchain's identity: tool, exact version, and the suffix of its origin (empty for the vendor's own build). */
export interface ToolchainName {
  readonly tool: Tool;
  readonly version: string;
  readonly suffix: string;
}

/** A cell's identity: a case and which toolchain plays each role. */
export interface CellName {
  readonly case: string;
  readonly on: Readonly<Record<string, string>>;
}

const SUFFIXES = new Set<string>(Object.values(ORIGINS).map((origin) => origin.suffix));
const PREFIXES = TOOL_NAMES.map((tool) => [TOOLS[tool].prefix, tool] as const).sort(
  (a, b) => b[0].length - a[0].length,
);

/** The canonical name, e.g. `go1.23.5` or `em3.1.69-debian`. */
export function toolchainId(tool: Tool, version: string, origin: Origin): string {
  return printToolchain({ tool, version, suffix: ORIGINS[origin].suffix });
}

/** Prints a toolchain's canonical name. */
export function printToolchain(name: ToolchainName): string {
  return `${TOOLS[name.tool].prefix}${name.version}${name.suffix ? `-${name.suffix}` : ''}`;
}

/** Reads a canonical name; null where the text is none. */
export function parseToolchain(id: string): ToolchainName | null {
  for (const [prefix, tool] of PREFIXES) {
    if (!id.startsWith(prefix)) continue;
    const rest = id.slice(prefix.length);
    const hyphen = rest.lastIndexOf('-');
    const suffix = hyphen < 0 ? '' : rest.slice(hyphen + 1);
    const version = suffix && SUFFIXES.has(suffix) ? rest.slice(0, hyphen) : rest;
    if (toSemver(tool, version)) return { tool, version, suffix: version === rest ? '' : suffix };
  }
  return null;
}

/** Orders toolchain names by tool, version, then origin. */
export function compareToolchains(a: string, b: string): number {
  const left = parseToolchain(a);
  const right = parseToolchain(b);
  if (!left || !right) return byCodeUnit(a, b);
  if (left.tool !== right.tool) return TOOL_NAMES.indexOf(left.tool) - TOOL_NAMES.indexOf(right.tool);
  return compareVersions(left.tool, left.version, right.version) || byCodeUnit(left.suffix, right.suffix);
}

/** Orders roles: those named like a tool first, in tool order, then declared ones by name. */
export function compareRoles(a: string, b: string): number {
  if (isTool(a) && isTool(b)) return TOOL_NAMES.indexOf(a) - TOOL_NAMES.indexOf(b);
  if (isTool(a) !== isTool(b)) return isTool(a) ? -1 : 1;
  return byCodeUnit(a, b);
}

/** `page/heap-view@go1.23.5+em6.0.5+node20.20.2`, with declared roles `objects/mix@link=em6.0.5+object=em3.1.6`. */
export function printCell(cell: CellName): string {
  return `${cell.case}@${printOn(cell.on)}`;
}

/** The part of a cell's name behind `@`. */
export function printOn(on: Readonly<Record<string, string>>): string {
  const roles = Object.keys(on).sort(compareRoles);
  return roles.map((role) => (roleNamesTool(role, on[role]!) ? on[role]! : `${role}=${on[role]}`)).join('+');
}

/** What `printOn` gives of some roles, by default of all. */
export type Printer = (on: CellName['on'], roles?: readonly string[]) => string;

/** Puts roles in order. The cells of a case have the same, and come one behind the other: they share the list. */
export function createRoleOrder(): (roles: readonly string[]) => readonly string[] {
  let former: readonly string[] = [];
  let order: readonly string[] = [];
  return (roles) => {
    if (roles.length === former.length && roles.every((role, at) => role === former[at])) return order;
    former = [...roles];
    order = [...roles].sort(compareRoles);
    return order;
  };
}

/**
 * As `printOn`, with the part of each role made once, and the whole of what cells share: a hundred thousand cells have more
 * than half a million names.
 */
export function createPrinter(): Printer {
  const inOrder = createRoleOrder();
  const parts = memoise((role: string) => memoise((id: string) => printOn({ [role]: id })));
  const print = (on: CellName['on'], roles: readonly string[]) =>
    inOrder(roles)
      .map((role) => parts(role)(on[role]!))
      .join('+');
  const whole = memoise((on: CellName['on']) => print(on, Object.keys(on)));
  return (on, roles) => (roles ? print(on, roles) : whole(on));
}

/** As `printCell`, for many cells: with the parts of names made once. */
export function createCellPrinter(): (cell: CellName) => string {
  const print = createPrinter();
  const begin = memoise((name: string) => `${name}@`);
  return (cell) => begin(cell.case) + print(cell.on);
}

/** Reads a cell's canonical name; null where the text is none. */
export function parseCell(text: string): CellName | null {
  const at = text.indexOf('@');
  const name = text.slice(0, at);
  if (at < 1 || !CASE_NAME.test(name)) return null;
  const on: Record<string, string> = {};
  for (const part of text.slice(at + 1).split('+')) {
    const equals = part.indexOf('=');
    const id = part.slice(equals + 1);
    const toolchain = parseToolchain(id);
    const role = equals < 0 ? toolchain?.tool : part.slice(0, equals);
    if (!toolchain || !role || (equals >= 0 && !ROLE_NAME.test(role)) || Object.hasOwn(on, role)) return null;
    on[role] = id;
  }
  const cell = { case: name, on };
  return printCell(cell) === text ? cell : null;
}

/** What a case may be called: folders below `cases/`. */
export const CASE_NAME = /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/;

/** What a step, role or workaround may be called. */
export const ROLE_NAME = /^[a-z][a-z0-9-]*$/;

function roleNamesTool(role: string, id: string): boolean {
  return isTool(role) && parseToolchain(id)?.tool === role;
}

/**
 * What toolchains are called beside their tool: the version, with the origin where two origins have the same version; of
 * modules their Emscripten, with package and version. Each is a version that `compareVersions` and `inRange` understand.
 */
export function labelVersions(ids: Iterable<string>): ReadonlyMap<string, string> {
  const parsed = [...ids].map((id) => ({ id, name: parseToolchain(id) }));
  const byVersion = groupBy(parsed, ({ id, name }) => (name ? `${name.tool} ${name.version}` : id));
  return new Map(
    parsed.map(({ id, name }) => {
      if (!name) return [id, id] as const;
      if (name.tool === 'module') return [id, printModule(name.version)] as const;
      const isTwice = byVersion.get(`${name.tool} ${name.version}`)!.length > 1;
      return [id, isTwice && name.suffix ? `${name.version}-${name.suffix}` : name.version] as const;
    }),
  );
}
