// One realm for Go and a module: who comes first takes nothing from who comes second, and ends by itself.
import { watchGlobals } from './globals.mjs';

/** `open` starts the module, `takeScript` and `runGo` are Go's; `isGoFirst` says whose script comes first. */
export async function runBeside({ open, takeScript, runGo, isGoFirst }) {
  const changes = watchGlobals();
  const ofGo = [];
  const takeGo = async () => {
    await takeScript();
    ofGo.push(...changes());
  };
  if (isGoFirst) await takeGo();
  const { row, started } = await open();
  const ofModule = changes();
  if (!isGoFirst) await takeGo();
  globalThis.useModule = async () => {
    if (row.need) await row.need(started);
  };
  const code = await runGo('main.wasm');
  console.log('both set', ofGo.filter((name) => ofModule.includes(name)).join(' ') || 'no global');
  console.log('Go ended with', code);
  console.log('answers', await row.answer(started));
  row.end?.(started);
}
