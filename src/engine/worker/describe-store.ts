import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../model/canonical.ts';
import { byCodeUnit } from '../../model/order.ts';
import { injectKey } from '../../run/remote/properties.ts';
import { listStored, type Store } from '../../toolchains/store/store.ts';

/** What the server of a worker has to announce, so that steps get to a worker that has what they need. */
export interface WorkerFacts {
  /** The value of the property `emrift-store`: changes with every toolchain and every cache of the store. */
  readonly set: string;
  readonly toolchains: readonly string[];
  /** Arguments of buildbox-casd that lay this store, and what a step needs of the machine, into its sandbox. */
  readonly casd: readonly string[];
  /** The same with each toolchain by itself, for `toolchains: inject`. */
  readonly inject: readonly string[];
}

/** Folders of the machine that steps need, as buildbox-casd takes them: a link is named by what it leads to. */
const MACHINE = ['/usr:/usr', '/usr/bin:/bin', '/usr/sbin:/sbin', '/usr/lib:/lib', '/usr/lib64:/lib64'];
/** What of the machine's own /etc the loader and the alternatives' links need. */
const SETTINGS = ['/etc/alternatives', '/etc/ld.so.cache', '/etc/ld.so.conf', '/etc/ld.so.conf.d'];

/** Describes a store to whoever sets up a worker with it; `inside` is where steps find it. */
export async function describeStore(store: Store, inside: string): Promise<WorkerFacts> {
  const stored = await listStored(store);
  const caches = (await readdir(join(store.dir, 'warm')).catch(() => [])).sort(byCodeUnit);
  const digests = stored.map(({ toolchain }) => toolchain.digest).sort(byCodeUnit);
  const machine = [...MACHINE, ...SETTINGS.map((path) => `${path}:${path}`)].filter((mount) =>
    existsSync(mount.split(':')[0]!),
  );
  const runner = (mount: string) => `--runner-arg=--ro-bind-mount=${mount}`;
  return {
    set: sha256([...digests, ...caches].join('\n')).slice(0, 32),
    toolchains: stored.map(({ toolchain }) => toolchain.id),
    casd: [...machine, `${store.dir}:${inside}`].map(runner),
    inject: [
      ...machine.map(runner),
      ...stored.map(({ name, toolchain }) => {
        const folder = `toolchains/${name}`;
        return runner(`${injectKey(toolchain.digest)}:${store.dir}/${folder}:${inside}/${folder}`);
      }),
      ...(caches.length > 0 ? [runner(`${store.dir}/warm:${inside}/warm`)] : []),
    ],
  };
}
