// Asks three times with a pause between, so that the server waits; before that, until it is there.
import { setTimeout as sleep } from 'node:timers/promises';

const ask = async () => await (await fetch('http://127.0.0.1:8080/', { headers: { connection: 'close' } })).text();
let first;
for (let attempt = 0; attempt < 100 && first === undefined; attempt++) {
  first = await ask().catch(() => undefined);
  if (first === undefined) await sleep(300);
}
console.log(first);
for (let count = 0; count < 2; count++) {
  await sleep(500);
  console.log(await ask());
}
process.exit(0);
