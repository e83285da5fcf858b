// Finds the module of the step in the folder `module` and gives it, ready to be started, as its users in a page have it.
import { findRow } from './modules.mjs';

const place = (path) => new URL(`module/${path}`, document.baseURI).href;
const row = findRow(await (await fetch(place('package.json'))).json());

/** Starts it; gives the row of its package and what `start` gave. */
export async function open() {
  const glue = row.global ? await runScript(place(row.page)) : await import(place(row.page));
  const started = await row.start(glue.default ?? glue, place);
  return { row, started };
}

async function runScript(src) {
  const script = Object.assign(document.createElement('script'), { src });
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${src} does not load`));
    document.head.append(script);
  });
  return globalThis[row.global];
}
