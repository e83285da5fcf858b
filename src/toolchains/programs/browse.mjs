// Opens a page of the current folder in a headless Chromium and tells what a reader of its console would see:
//   browse PAGE [--wait SECONDS] [--isolated]
// Lines of the console go to standard output, warnings, errors and uncaught exceptions to standard error. The page ends
// it with `finish(code)`, which is then the exit code. A page that threw and says nothing more ends with 1; one that says
// nothing for the time to wait ends with 124; one whose process crashed with 139. `--isolated` sends the headers without
// which a page gets no shared memory.
// It speaks the DevTools protocol over a pipe: one JSON message a time, each ended by a zero byte.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const words = process.argv.slice(2);
const wait = words.includes('--wait') ? Number(words[words.indexOf('--wait') + 1]) * 1000 : 20_000;
/** After an uncaught exception little can follow, in milliseconds. */
const AFTER_EXCEPTION = 1_500;
const headers = words.includes('--isolated')
  ? { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
  : {};

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  try {
    const content = await readFile(join(process.cwd(), path));
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', ...headers });
    response.end(content);
  } catch {
    // Every browser asks for an icon, and no page of a probe has one.
    response.writeHead(path === '/favicon.ico' ? 204 : 404, headers);
    response.end();
  }
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const origin = `http://localhost:${server.address().port}`;

const bin = join(dirname(fileURLToPath(import.meta.url)), 'bin');
const browser = spawn(join(bin, 'chromium'), ['--remote-debugging-pipe', 'about:blank'], {
  stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'],
});
browser.on('exit', (code) => end(125, `browse: the browser ended with ${code}: ${lastComplaint()}`));
browser.on('error', (error) => end(125, `browse: the browser did not start: ${error.message}`));
browser.stdio[3].on('error', () => {});

/** The browser's own messages, which hold times and are mostly about what it does not need, go to a file. */
function lastComplaint() {
  try {
    return readFileSync(join(process.env.HOME, 'chromium.log'), 'utf8').trim().split('\n').at(-1);
  } catch {
    return 'it said nothing';
  }
}

let lastId = 0;
const answers = new Map();
function send(method, params = {}, sessionId = undefined) {
  const id = ++lastId;
  browser.stdio[3].write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
  return new Promise((resolve, reject) => answers.set(id, { resolve, reject }));
}

let timer;
let thrown = false;
/** The page has said something: the time to wait begins anew. */
function heard() {
  clearTimeout(timer);
  timer = setTimeout(
    () => (thrown ? end(1) : end(124, `browse: the page said nothing for ${wait / 1000} s`)),
    thrown ? Math.min(wait, AFTER_EXCEPTION) : wait,
  );
}

let over = false;
function end(code, line) {
  if (over) return;
  over = true;
  if (line) process.stderr.write(`${line}\n`);
  process.exitCode = code;
  browser.kill('SIGKILL');
  server.closeAllConnections();
  server.close();
  clearTimeout(timer);
}

/** The port differs from run to run. */
function tell(stream, text) {
  stream.write(`${text.replaceAll(origin, 'http://localhost')}\n`);
}

/** As the console shows a value: text as it is, objects as they describe themselves. */
function show(value) {
  if (value.type === 'string') return value.value;
  if (value.unserializableValue) return value.unserializableValue;
  return value.description ?? (value.value === undefined ? value.type : JSON.stringify(value.value));
}

const HANDLERS = {
  'Runtime.consoleAPICalled': ({ type, args }) =>
    tell(/^(?:warning|error|assert|trace)$/.test(type) ? process.stderr : process.stdout, args.map(show).join(' ')),
  'Runtime.exceptionThrown': ({ exceptionDetails: { text, exception } }) => {
    thrown = true;
    tell(process.stderr, exception ? `${text} ${show(exception)}` : text);
  },
  'Log.entryAdded': ({ entry: { level, text, url } }) => {
    if (level === 'warning' || level === 'error') tell(process.stderr, url ? `${text} (${url})` : text);
  },
  'Inspector.targetCrashed': () => end(139, 'browse: the page crashed'),
  'Page.javascriptDialogOpening': ({ type, message }, session) => {
    tell(process.stdout, `${type}: ${message}`);
    void send('Page.handleJavaScriptDialog', { accept: true }, session);
  },
  // Workers are watched too; they wait until then.
  'Target.attachedToTarget': ({ sessionId, targetInfo: { type } }) => {
    if (type === 'worker') void watch(sessionId);
  },
};

function receive({ id, method, params, sessionId, error, result }) {
  if (id !== undefined) {
    const answer = answers.get(id);
    answers.delete(id);
    if (error) answer?.reject(new Error(error.message));
    else answer?.resolve(result);
  } else if (method === 'Runtime.bindingCalled' && params.name === 'emriftFinish') end(Number(params.payload) & 255);
  else if (Object.hasOwn(HANDLERS, method)) {
    HANDLERS[method](params, sessionId);
    heard();
  }
}

let pending = Buffer.alloc(0);
browser.stdio[4].on('data', (chunk) => {
  pending = Buffer.concat([pending, chunk]);
  for (let zero = pending.indexOf(0); zero >= 0 && !over; zero = pending.indexOf(0)) {
    const message = pending.subarray(0, zero).toString('utf8');
    pending = pending.subarray(zero + 1);
    receive(JSON.parse(message));
  }
});

async function watch(session) {
  const workers = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };
  await Promise.all([
    send('Runtime.enable', {}, session),
    send('Log.enable', {}, session),
    send('Target.setAutoAttach', workers, session),
    send('Runtime.runIfWaitingForDebugger', {}, session),
  ]).catch(() => {});
}

const FINISH = 'globalThis.finish = (code = 0) => emriftFinish(String(code));';

try {
  heard();
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  await send('Page.enable', {}, sessionId);
  await send('Runtime.addBinding', { name: 'emriftFinish' }, sessionId);
  await send('Page.addScriptToEvaluateOnNewDocument', { source: FINISH }, sessionId);
  await watch(sessionId);
  const { errorText } = await send('Page.navigate', { url: `${origin}/${words[0]}` }, sessionId);
  if (errorText) end(1, `browse: ${errorText}`);
} catch (error) {
  end(125, `browse: ${error.message}`);
}
