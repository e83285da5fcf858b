import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { digestOf } from '../../remote/form/digest.ts';
import { buildTree } from '../../remote/form/tree.ts';
import { loadTransport } from '../../remote/transport/load.ts';
import { installInto, openStore, type Staged, type Store } from '../../toolchains/store/store.ts';
import { ACTION } from './remote-executor.fixture.ts';
import { openSentToolchains } from './sent-toolchains.ts';

const loaded = loadTransport();
let store: Store;
let tool: Toolchain;
let folder: string;

beforeEach(async () => {
  store = await openStore(mkdtempSync(join(tmpdir(), 'emrift-sent-')), 'linux-x64');
  const stored = await installInto(store, 'tool', async (staging): Promise<Staged> => {
    const tree = join(staging, 'tree');
    mkdirSync(join(tree, 'bin'), { recursive: true });
    writeFileSync(join(tree, 'bin', 'tool'), 'program');
    chmodSync(join(tree, 'bin', 'tool'), 0o755);
    writeFileSync(join(tree, 'a file'), 'file');
    // Three ways to read one line, of which what lies there decides.
    symlinkSync('a file', join(tree, 'bin', 'b c'));
    return { toolchain: { id: 'wazero0.0.1', tool: 'wazero' } as Staged['toolchain'], sources: [] };
  });
  tool = stored.toolchain;
  folder = join(store.dir, 'toolchains', 'tool');
});
afterEach(() => rmSync(store.dir, { recursive: true, force: true }));

const action = (digest: string): Action => ({
  ...ACTION,
  toolchains: [{ role: 'wazero', digest: digest as Toolchain['digest'], at: 'opt' }],
});

async function send() {
  const [sent] = await openSentToolchains(store, await loaded)(action(tool.digest));
  return sent!;
}

describe('a toolchain that goes with an action', () => {
  it('is the tree of its folder, with the bytes of each of its files', async () => {
    const { encode } = await loaded;
    const sent = await send();
    const file = (path: string, bytes: Uint8Array, executable?: true) => ({
      path,
      digest: digestOf(bytes),
      ...(executable && { executable }),
    });
    const tree = buildTree(
      [
        file('receipt.json', readFileSync(join(folder, 'receipt.json'))),
        file('tree/bin/tool', Buffer.from('program'), true),
        file('tree/a file', Buffer.from('file')),
      ],
      [{ path: 'tree/bin/b c', target: 'a file' }],
      encode,
    );
    expect(sent.root).toEqual(tree.root);
    expect(sent.name).toBe('tool');
    for (const part of sent.parts())
      expect(digestOf('bytes' in part ? part.bytes : readFileSync(part.path))).toEqual(part.digest);
    expect(sent.parts()).toHaveLength(3 + 3);
  });

  it('is read from what was kept beside it, and hashed no more', async () => {
    const first = await send();
    // What was recorded stands in the kept messages; nothing else is looked at.
    rmSync(join(folder, 'manifest'));
    const again = await send();
    expect(again.root).toEqual(first.root);
    expect(again.parts().map(({ digest }) => digest)).toEqual(first.parts().map(({ digest }) => digest));
  });

  it.each(['', '{"format":1,"folders":[]}', '{"format":0,"folders":["AA=="]}', '{"format":1,"folders":["AAAA"]}'])(
    'is recorded anew where what was kept is damaged: %j',
    async (text) => {
      const first = await send();
      writeFileSync(join(folder, 'directories.json'), text);
      expect((await send()).root).toEqual(first.root);
    },
  );

  it('lies in the tree of an action under its name, in the order of names', async () => {
    const { encode, decode } = await loaded;
    const { root } = await send();
    const files = [
      { path: 'a', digest: root },
      { path: 'store/x/y', digest: root },
    ];
    const tree = buildTree(files, [], encode, [{ path: 'store/toolchains/tool', root }]);
    const [outer] = tree.folders.filter(({ digest }) => digest.hash === tree.root.hash);
    expect(decode('Directory', outer!.bytes).directories.map(({ name }) => name)).toEqual(['store']);
    expect(tree.folders).toHaveLength(4);
    expect(() => buildTree(files, [], encode, [{ path: 'store/x', root }])).toThrow('two things');
    expect(() =>
      buildTree([], [], encode, [
        { path: 'a', root },
        { path: 'a/b', root },
      ]),
    ).toThrow('below');
  });

  it('that is not in the store is said', async () => {
    const openAction = openSentToolchains(store, await loaded);
    await expect(openAction(action(`sha256:${'0'.repeat(64)}`))).rejects.toThrow('wazero is not in the store');
  });
});
