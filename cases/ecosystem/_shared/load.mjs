import { open } from './open-in-node.mjs';

const { row, started } = await open();
console.log('loaded');
console.log('answers', await row.answer(started));
row.end?.(started);
