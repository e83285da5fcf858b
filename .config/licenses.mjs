// The notices of the libraries that the bundle contains: their licences ask that they go where their code goes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a library among the inputs of a bundle: `node_modules/@scope/name`, at any depth. */
const LIBRARY = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** What a licence or notice is called in packages. */
const NOTICE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/**
 * Name, version, licence and notices of each library of some bundles, by the inputs of each as esbuild's metafile has them.
 * Throws where one has no notice.
 */
export function listLicenses(bundles, root) {
  const inputs = bundles.flatMap((bundle) =>
    Object.entries(bundle).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  const folders = [...new Set(inputs.flatMap((path) => LIBRARY.exec(path) ?? []))].sort();
  const parts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const notices = readdirSync(join(root, folder))
      .filter((file) => NOTICE.test(file))
      .sort();
    if (notices.length === 0) throw new Error(`${name} ${version} has no licence file`);
    const texts = notices.map((file) =>
      readFileSync(join(root, folder, file), 'utf8')
        .replaceAll('\r', '')
        .trim(),
    );
    return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
  });
  const line = '-'.repeat(80);
  return `emrift contains these libraries.\n\n${parts.map((part) => `${line}\n${part}\n`).join('')}`;
}
