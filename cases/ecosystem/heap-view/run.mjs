// Looks at the module's memory through the view that the package gives, before and after the memory has grown.
import { open } from './open-in-node.mjs';

const { row, started } = await open();
const before = row.heap(started)?.length;
console.log('view', before !== undefined);
await row.need(started);
console.log('grows', before < row.heap(started)?.length);
console.log('answers', await row.answer(started));
row.end?.(started);
