import * as z from 'zod';
import { checkOperations } from './check-operations.ts';
import { isPlainName, problemOf, readJson } from './input.ts';
import { EXIT_CODE, OPERATIONS, type Operation, SERVERS, START } from './operation.ts';

/** What a test of a suite asks for. */
export interface TestSpec {
  readonly style: 'old' | 'new';
  readonly operations: readonly Operation[];
  /** Folders beside the test that the guest gets under their own names (old style, before June 2026). */
  readonly dirs: readonly string[];
  readonly proposals: readonly string[];
  readonly world: string;
  /** Whether it wants servers beside it. False: it needs none. */
  readonly wantsServers: boolean;
}

/** A test as read: what it asks for and what was passed over, or why it can mean nothing. */
export type ReadTest =
  | { readonly kind: 'read'; readonly spec: TestSpec; readonly warnings: readonly string[] }
  | { readonly kind: 'invalid'; readonly reason: string };

const COMMAND_WORLD = 'wasi:cli/command';

const old = z.object({
  ...START,
  dirs: z.array(z.string()).default([]),
  exit_code: EXIT_CODE.default(0),
  stdout: z.string().optional(),
  stderr: z.string().optional(),
});
const fresh = z.object({
  operations: OPERATIONS.optional(),
  proposals: z.array(z.enum(['http', 'sockets'])).default([]),
  world: z.enum([COMMAND_WORLD, 'wasi:http/service']).default(COMMAND_WORLD),
  servers: SERVERS.default([]),
  debug: z.unknown().optional(),
});

/** Keys that make a configuration one of the new style; `world` alone leaves it old. */
const NEW_STYLE = ['operations', 'proposals', 'servers'];
/** Keys of the new style that may stand in either. */
const EITHER = ['world', 'debug'];

/**
 * Reads `X.json` of a test, in both styles of the public suite WebAssembly/wasi-testsuite; `null`, no such file, stands for
 * a test that runs and ends with 0. What is invalid is never run: a configuration that asks for proposals or servers and
 * says nothing to do would pass without a test.
 */
export function readTest(text: string | null): ReadTest {
  if (text === null) return readOld({}, []);
  const json = readJson(text);
  if ('reason' in json) return { kind: 'invalid', reason: json.reason };
  const keys = Object.keys(json.value);
  if (!keys.some((key) => NEW_STYLE.includes(key))) return readOld(json.value, keys);
  const mixed = keys.find((key) => Object.hasOwn(old.shape, key));
  if (mixed !== undefined)
    return { kind: 'invalid', reason: `mixes both styles: ${mixed} with ${NEW_STYLE.join(', ')}` };
  return readNew(json.value, keys);
}

function readOld(value: object, keys: readonly string[]): ReadTest {
  const parsed = old.safeParse(value);
  if (!parsed.success) return { kind: 'invalid', reason: problemOf(parsed.error) };
  const { args, env, root, dirs, exit_code, stdout, stderr } = parsed.data;
  if (root !== null && dirs.length > 0) return { kind: 'invalid', reason: 'has both root and dirs' };
  const read = (id: string, payload: string | undefined): Operation[] =>
    payload === undefined ? [] : [{ type: 'read', id, payload }];
  const operations: Operation[] = [
    { type: 'run', args, env, root },
    ...read('stdout', stdout),
    ...read('stderr', stderr),
    { type: 'wait', exit_code },
  ];
  const spec = { style: 'old', operations, dirs, proposals: [], world: COMMAND_WORLD, wantsServers: false } as const;
  return finish(spec, unknownKeys(keys, old.shape));
}

function readNew(value: object, keys: readonly string[]): ReadTest {
  const parsed = fresh.safeParse(value);
  if (!parsed.success) return { kind: 'invalid', reason: problemOf(parsed.error) };
  const { operations, proposals, world, servers } = parsed.data;
  const names = servers.map(({ name }) => name);
  if (new Set(names).size < names.length) return { kind: 'invalid', reason: 'two servers have one name' };
  if (operations === undefined || operations.length === 0) {
    return {
      kind: 'invalid',
      reason: `has ${keys.filter((key) => NEW_STYLE.includes(key)).join(', ')} and nothing to do`,
    };
  }
  const wrong = checkOperations(operations);
  if (wrong !== null) return { kind: 'invalid', reason: wrong };
  const spec = { style: 'new', operations, dirs: [], proposals, world, wantsServers: servers.length > 0 } as const;
  return finish(spec, unknownKeys(keys, fresh.shape));
}

/** Folders of a test are plain names beside it: anything else would reach out of the suite. */
function finish(spec: TestSpec, warnings: readonly string[]): ReadTest {
  const roots = spec.operations.flatMap((one) => (one.type === 'run' && one.root !== null ? [one.root] : []));
  const outside = [...roots, ...spec.dirs].find((name) => !isPlainName(name));
  if (outside !== undefined)
    return { kind: 'invalid', reason: `${JSON.stringify(outside)} names no folder beside the test` };
  if (new Set(spec.dirs).size < spec.dirs.length) return { kind: 'invalid', reason: 'names a folder twice' };
  return { kind: 'read', spec, warnings };
}

function unknownKeys(keys: readonly string[], known: object): string[] {
  return keys
    .filter((key) => !Object.hasOwn(known, key))
    .map((key) =>
      EITHER.includes(key) ? `${key} means nothing without operations` : `unknown key ${JSON.stringify(key)}`,
    );
}
