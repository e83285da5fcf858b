// Asks three times with a pause between, in which the server waits; before that, until it listens.
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const port = process.argv[2];
const listens = () =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.unref();
  });
const ask = async () => {
  const options = { headers: { connection: 'close' }, signal: AbortSignal.timeout(10_000) };
  return await (await fetch(`http://127.0.0.1:${port}/`, options)).text();
};
for (let attempt = 0; attempt < 300 && !(await listens()); attempt++) await sleep(300);
let answers = 0;
for (let count = 0; count < 3; count++) {
  if ((await ask().catch(() => '')) === 'answer') answers++;
  await sleep(300);
}
console.log(answers);
process.exit(0);
