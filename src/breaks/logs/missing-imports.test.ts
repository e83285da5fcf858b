import { describe, expect, it } from 'vitest';
import { indexKnowledge } from '../knowledge/find-known.ts';
import { readShippedKnowledge } from '../knowledge/knowledge.fixture.ts';
import { gatherReasons } from './gather-reasons.ts';
import { readText } from './log.fixture.ts';

const knowledge = indexKnowledge(readShippedKnowledge());

/** How hosts without JavaScript say that an import has no definition. */
const HOSTS: Readonly<Record<string, (module: string, name: string) => string>> = {
  'an item of wasmtime’s chain': (module, name) => `1: unknown import: \`${module}::${name}\` has not been defined`,
  'wasmtime before 0.21': (module, name) => `1: unknown import: ${module}::${name} has not been defined`,
  'wasmtime in Go': (module, name) => `panic: unknown import: \`${module}::${name}\` has not been defined`,
  Wasmer: (module, name) => `╰─▶ 1: Error while importing "${module}"."${name}": unknown import. Expected Function`,
  'Wasmer in Go': (module, name) =>
    `panic: Failed to instantiate the module: Missing import: \`${module}\`.\`${name}\``,
  'Wasmer before 1.0': (module, name) => `Import not found, namespace: ${module}, name: ${name}`,
  wasm3: (module, name) => `Error: missing imported function ('${module}.${name}')`,
  WAMR: (module, name) => `Exception: failed to call unlinked import function (${module}, ${name})`,
  wasmi: (module, name) => `Error: cannot find definition for import ${module}::${name} with type Func`,
};

/** What is asked for, the tool that the log shows, and the explanation whatever the host. */
const ASKED: readonly (readonly [string, string, string, string])[] = [
  ['gojs', 'runtime.ticks', 'tinygo version 0.31.2', 'import-family-javascript-of-tinygo-elsewhere'],
  ['env', 'syscall/js.valueGet', '', 'import-family-javascript-of-tinygo-elsewhere'],
  ['env', 'time.resetTimer', 'tinygo version 0.22.0', 'import-family-go-function-without-body'],
  ['a', 'b', '', 'import-family-minified-elsewhere'],
  ['GOT.mem', 'stdout', '', 'import-family-got'],
  ['wbg', '__wbg_new_1', '', 'import-family-wbg-elsewhere'],
];

function firstOf(log: string) {
  const [cause] = gatherReasons(readText(`${log}\n`), knowledge).causes;
  return { kind: cause?.kind, names: cause?.subjects.map(({ name }) => name), note: cause?.note?.name };
}

describe.each(Object.entries(HOSTS))('a missing import in the words of %s', (host, say) => {
  // wasm3 joins module and name by a dot; wasmi's own entry and that of wasmtime in Go ask for more than a name.
  const own = host === 'wasmi' ? ASKED.length : 0;
  const asked = ASKED.slice(own).filter(
    ([module, name]) =>
      !(host === 'wasm3' && module.includes('.')) && !(host === 'wasmtime in Go' && name === 'time.resetTimer'),
  );

  it.each(asked)('%s %s is told by what is asked for', (module, name, tool, note) => {
    expect(firstOf(`${say(module, name)}\n${tool}`)).toEqual({
      kind: 'import-missing',
      names: [`${module}.${name}`],
      note,
    });
  });

  it('of no known family is read all the same', () => {
    expect(firstOf(say('http', 'request'))).toMatchObject({ kind: 'import-missing', names: ['http.request'] });
  });
});

it('is read in the words of the reference interpreter', () => {
  const log = '$ clang --target=wasm32 -c a.c -o a.wasm\nlink failure: unknown import "env"."__linear_memory"';
  expect(firstOf(log)).toEqual({
    kind: 'import-missing',
    names: ['env.__linear_memory'],
    note: 'import-family-object-not-linked',
  });
});

describe('what a tool left out', () => {
  const WARNING = 'em++: warning: ignoring dynamic library libA.so because not compiling to JS or HTML [-Wemcc]';
  const UNDEFINED = 'error: undefined symbol: f (referenced by top-level compiled C/C++ code)';

  it('is the cause of what is undefined below it, and of nothing above it', () => {
    expect(firstOf(`${WARNING}\n${UNDEFINED}`).note).toBe('left-out-dynamic-library');
    expect(firstOf(`${UNDEFINED}\n${WARNING}`)).toMatchObject({ kind: 'undefined-symbol', names: ['f'] });
  });

  it('is no cause where nothing is undefined', () => {
    expect(gatherReasons(readText(`${WARNING}\n`), knowledge).causes).toEqual([]);
  });
});

it('reads a message of the linker that a terminal broke in a path', () => {
  const log = 'wasm-ld: error: /private/var/mobile/Containers/tmp/e\nxample-b7e8bf.o: undefined symbol: __cxa_throw';
  expect(firstOf(log)).toMatchObject({ kind: 'undefined-symbol', names: ['__cxa_throw'] });
});
