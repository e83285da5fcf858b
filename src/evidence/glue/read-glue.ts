import type { AnyNode, AssignmentExpression, Expression, ObjectExpression, VariableDeclarator } from 'acorn';
import { parseScript, walkScript } from './parse-script.ts';

/** What a script that loads a module says, read as data: it is never run. */
export interface Glue {
  /** Functions, classes and objects that it defines by name. */
  readonly names: ReadonlySet<string>;
  /** Texts in quotes that are long enough to be messages. */
  readonly texts: ReadonlySet<string>;
  /** Objects that give names to functions: one of them is what the module imports, by the names that it has there. */
  readonly tables: readonly ReadonlyMap<string, string | null>[];
  /** What it calls exports: `wasmExports["c"]` → `_malloc`. */
  readonly exports: ReadonlyMap<string, string>;
  /** Names of variables and of properties behind a dot that it uses. */
  readonly words: ReadonlySet<string>;
  /** Properties that it asks for as `x["key"]`. */
  readonly keys: ReadonlySet<string>;
}

/** Shorter texts are keys and units. */
const SHORTEST_TEXT = 10;

interface Draft {
  readonly names: Set<string>;
  readonly texts: Set<string>;
  readonly tables: Map<string, string | null>[];
  readonly exports: Map<string, string>;
  readonly words: Set<string>;
  readonly keys: Set<string>;
}

/** Reads a script; null where it is no JavaScript, or too long. */
export function readGlue(text: string): Glue | null {
  const program = parseScript(text);
  if (!program) return null;
  const draft: Draft = {
    names: new Set(),
    texts: new Set(),
    tables: [],
    exports: new Map(),
    words: new Set(),
    keys: new Set(),
  };
  walkScript(program, (node) => readNode(node, draft));
  for (const name of draft.exports.values()) draft.names.delete(name);
  return draft;
}

function readNode(node: AnyNode, draft: Draft): void {
  if (node.type === 'Identifier') draft.words.add(node.name);
  else if (node.type === 'Literal') readText(typeof node.value === 'string' ? node.value : '', draft);
  else if (node.type === 'MemberExpression') draft.keys.add(keyOf(node) ?? '');
  else if (node.type === 'TemplateElement') readText(node.value.cooked ?? '', draft);
  else if (node.type === 'VariableDeclarator') readDeclarator(node, draft);
  else if (node.type === 'AssignmentExpression') readAssignment(node, draft);
  else if (node.type === 'ObjectExpression') readTable(node, draft);
  else if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
    if (node.id) draft.names.add(node.id.name);
  }
}

function readText(text: string, { texts }: Draft): void {
  if (text.length >= SHORTEST_TEXT) texts.add(text);
}

function readDeclarator({ id, init }: VariableDeclarator, draft: Draft): void {
  if (id.type !== 'Identifier' || !init) return;
  if (isDefinition(init)) draft.names.add(id.name);
  else readExport(id.name, init, draft);
}

function readAssignment({ left, right }: AssignmentExpression, draft: Draft): void {
  const name = left.type === 'Identifier' ? left.name : left.type === 'MemberExpression' ? keyOf(left) : null;
  if (name === null) return;
  if (!isDefinition(right)) readExport(name, right, draft);
  else if (left.type === 'Identifier') draft.names.add(name);
}

/** `name = Module["_name"] = wasmExports["c"]`, also before a call of it: the end of the chain is the export. */
function readExport(name: string, value: Expression, draft: Draft): void {
  let end = value;
  while (end.type === 'AssignmentExpression') end = end.right;
  if (end.type !== 'MemberExpression') return;
  const key = keyOf(end);
  const { object } = end;
  const from = object.type === 'Identifier' ? object.name : object.type === 'MemberExpression' ? keyOf(object) : null;
  if (key !== null && from !== null && !draft.exports.has(key)) draft.exports.set(key, name);
}

function readTable({ properties }: ObjectExpression, draft: Draft): void {
  const table = new Map<string, string | null>();
  for (const property of properties) {
    if (property.type !== 'Property' || property.computed) continue;
    const { key, value } = property;
    const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : null;
    if (name === null) continue;
    table.set(name, value.type === 'Identifier' ? value.name : null);
  }
  if (table.size > 0) draft.tables.push(table);
}

function isDefinition({ type }: Expression): boolean {
  return /^(?:Function|ArrowFunction|Class|Object|Array|New)/.test(type);
}

function keyOf(node: { readonly property: AnyNode; readonly computed: boolean }): string | null {
  const { property, computed } = node;
  if (property.type === 'Identifier') return computed ? null : property.name;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : null;
}
