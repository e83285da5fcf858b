import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join as bytes, func, list, section, text, wasm } from '../../evidence/wasm/builder.fixture.ts';
import { readWasm } from '../../evidence/wasm/read-wasm.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { openGlue } from './find-glue.ts';

const MODULE = Buffer.from(
  wasm(
    section(1, list(func([]))),
    section(2, list(bytes(text('a'), text('a'), 0, 0))),
    section(3, list(0)),
    section(7, list(bytes(text('b'), 0, 1))),
    section(10, list(bytes(2, 0, 0x0b))),
  ),
);
const SCRIPT = 'var wasmImports={a:__abort_js};function __abort_js(){} var _f=wasmExports["b"];load("x.wasm")';

describe('the script beside a module', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'emrift-glue-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const match = async (path: string, named?: string) => {
    const glue = await openGlue([{ path, named: true }], named);
    return glue?.match(path, readWasm(MODULE))?.report;
  };

  it('is not looked for where there is none', async () => {
    expect(await openGlue([{ path: join(folder, 'x.wasm'), named: true }])).toBeNull();
  });

  it('is one that names the module, whatever it is called itself', async () => {
    const wrapper = join(folder, 'wrapper.js');
    writeFileSync(wrapper, SCRIPT);
    writeFileSync(join(folder, 'x.js'), 'var other = {c: 1};');
    expect(await match(join(folder, 'x.wasm'))).toMatchObject({
      path: wrapper,
      fits: true,
      imports: { a: '_abort_js' },
    });
    expect(await match(join(folder, 'y.wasm'))).toBeUndefined();
    expect(await match(join(folder, 'y.wasm'), wrapper)).toMatchObject({ fits: true });
    await expect(match(join(folder, 'y.wasm'), join(folder, 'none.js'))).rejects.toThrow(ProblemInInput);
  });

  it('may lie in another folder of its package, where it fits', async () => {
    const root = join(folder, 'package');
    for (const part of ['build/8_3', 'node_modules/x', 'other']) mkdirSync(join(root, part), { recursive: true });
    const module = join(root, 'build/8_3/x.wasm');
    writeFileSync(join(root, 'build/x.js'), SCRIPT);
    writeFileSync(join(root, 'other/index.js'), SCRIPT.replace('a:__abort_js', 'a:__exit_js'));
    writeFileSync(join(root, 'node_modules/x/x.js'), SCRIPT);
    expect(await match(module)).toBeUndefined();
    writeFileSync(join(root, 'package.json'), '{}');
    expect(await match(module)).toMatchObject({ path: join(root, 'build/x.js'), imports: { a: '_abort_js' } });
    rmSync(join(root, 'build/x.js'));
    rmSync(join(root, 'other/index.js'));
    expect(await match(module)).toBeUndefined();
  });

  it('may have the module in itself', async () => {
    const path = join(folder, 'single.js');
    const script = `${SCRIPT};f="data:application/wasm;base64,${MODULE.toString('base64')}"`;
    const glue = await openGlue([{ path, named: true }]);
    const inner = glue?.unpack(path, Buffer.from(script));
    expect(Buffer.from(inner!.bytes).equals(MODULE)).toBe(true);
    expect(inner!.match(path, readWasm(MODULE))?.report).toMatchObject({ path, fits: true });
    expect(glue?.unpack(path, Buffer.from('none'))).toBeNull();
  });
});
