// Loads the module and asks it once.
import { open } from './open-in-node.mjs';

// node 16 has none, and scripts that were written for it take any for a page's, which reads no files.
if (process.argv.includes('--without-fetch')) delete globalThis.fetch;

const { row, started } = await open();
console.log('loaded');
console.log('answers', await row.answer(started));
row.end?.(started);
