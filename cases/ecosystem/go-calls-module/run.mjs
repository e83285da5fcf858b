import { open } from './open-in-node.mjs';
import { runGo, takeScript } from './run-go.mjs';

const { row, started } = await open();
globalThis.askModule = async () => row.answer(started);
takeScript();
console.log('Go ended with', await runGo('main.wasm'));
row.end?.(started);
