// Looks at the module's memory through the view that the package gives, before and after the memory has grown.
import { open } from './open-in-node.mjs';

const { row, started } = await open();
const look = () => {
  const view = row.heap(started);
  return view ? view.length : 'no view';
};
const before = look();
await row.need(started);
console.log('grows', before < look());
console.log('answers', await row.answer(started));
row.end?.(started);
