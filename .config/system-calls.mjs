// Writes .github/docs/system-calls.md: which system calls hosts make for calls of Go's standard library. On demand, where the
// newest Go and the hosts below are in the store, and strace is installed. It is no case of the catalogue, for no step of a case
// may be traced from inside, and strace around it is no toolchain.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { markdownTable } from 'markdown-table';
import { program, root } from './bench-tools.mjs';

const HOSTS = ['wasmtime=49.0.3', 'wazero=1.12.0', 'wasmedge=0.17', 'node=20', 'node=26'];
const PROGRAM = 'cases/trace/go-chains';
const PAGE = join(root, '.github/docs/system-calls.md');

const { EMRIFT_STORE, XDG_CACHE_HOME } = process.env;
const toolchains = join(EMRIFT_STORE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'emrift'), 'toolchains');
const folder = mkdtempSync(join(tmpdir(), 'emrift-system-calls-'));
try {
  const go = findGo();
  cpSync(join(root, PROGRAM), folder, { recursive: true });
  execFileSync(join(toolchains, go, 'tree', 'bin', 'go'), ['build', '-o', 'main.wasm', '.'], {
    cwd: folder,
    env: { ...process.env, GOOS: 'wasip1', GOARCH: 'wasm', GOTOOLCHAIN: 'local' },
    stdio: 'inherit',
  });
  mkdirSync(join(folder, 'files'));
  writeFileSync(join(folder, 'files', 'f.txt'), 'hello\n');
  const traces = HOSTS.map(trace);
  writeFileSync(PAGE, page(/^go([\d.]+)/.exec(go)[1], traces));
  console.log(PAGE);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function findGo() {
  const numbers = (name) => name.split(/[.-]/).map((part) => Number(part.replace('go', '')) || 0);
  const newer = (a, b) =>
    numbers(a)
      .map((part, at) => part - (numbers(b)[at] ?? 0))
      .find((sign) => sign !== 0) ?? 0;
  const found = readdirSync(toolchains)
    .filter((name) => /^go1\.\d+\.\d+-[0-9a-f]+$/.test(name))
    .sort(newer)
    .at(-1);
  if (!found) throw new Error('no Go is in the store: emrift toolchains install');
  return found;
}

/** The stretches that the guest marks on standard error: `mark NAME` begins one, `mark` ends it. */
function trace(host) {
  const args = ['trace', '--from', 'system', '--json', '--host', host, '--root', join(folder, 'files')];
  const text = execFileSync(process.execPath, [program, ...args, join(folder, 'main.wasm')], { maxBuffer: 1 << 28 });
  const { host: id, calls, exitCode } = JSON.parse(text);
  if (exitCode !== 0) throw new Error(`${host} ended with ${exitCode}`);
  const stretches = new Map();
  let open = null;
  for (const call of calls) {
    const mark = call.system
      ?.map(({ args }) => /^2, .*"mark ?([\w.]*)\\n"/.exec(args)?.[1])
      .find((name) => name !== undefined);
    if (mark === undefined) open?.push(call);
    else {
      open = mark === '' ? null : [];
      if (open) stretches.set(mark, [...(stretches.get(mark) ?? []), open]);
    }
  }
  return { id, stretches };
}

function page(go, traces) {
  const names = [...traces[0].stretches.keys()].sort();
  const areNone = names.filter((name) =>
    traces.every(({ stretches }) => stretches.get(name).every((calls) => calls.length === 0)),
  );
  const [strace] = execFileSync('strace', ['--version'], { encoding: 'utf8' }).split('\n');
  return `${[
    '# Which system calls a host makes',
    `A call of Go's standard library leads to calls of WASI ([which, by version](../../reports/traces.md)), and each of those to system calls of the host, other ones with each host. \`emrift trace --from system FILE.wasm\` shows them for a module of your own. [The script](../../.config/system-calls.mjs) that wrote this page ran it on [a program](../../${PROGRAM}/main.go) built by Go ${go}, on Linux ${release()} (${process.arch}) with ${strace.replace(' -- version', '')}. The program makes each call four times; the first is left out, for it may set things up, and the others agreed where there is no *varies*. An error behind a system call is what the kernel said.`,
    `Calls on memory, threads, locks and signals are left out, as is what other threads of the host do meanwhile; what libraries read without the kernel is not seen, as time mostly is.`,
    `${areNone.map((name) => `\`${name}\``).join(', ')} cross no border at all.`,
    ...names.filter((name) => !areNone.includes(name)).flatMap((name) => section(name, traces)),
    '## How a file is opened',
    'For `path_open` of `f.txt` by `os.ReadFile`. The number in front of a relative path is the folder that the guest has as `/`.',
    ...traces.map(({ id, stretches }) => {
      const open = stretches
        .get('os.ReadFile')
        .at(-1)
        .find((call) => call.function === 'path_open');
      const lines = open.system
        .filter(({ isAside }) => !isAside)
        .map(({ name, args, result, errno }) => `${name}(${args}) = ${errno ?? result}`);
      return `${id}:\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\``;
    }),
    '[Commands](commands.md)',
  ].join('\n\n')}\n`;
}

/** Hosts in whose traces a call leads to the same calls of WASI share a table. */
function section(name, traces) {
  const tables = new Map();
  for (const { id, stretches } of traces) {
    const rounds = stretches.get(name).slice(1);
    const chain = rounds.at(-1).map((call) => call.function + (call.errno === 'SUCCESS' ? '' : ` (${call.errno})`));
    const cells = chain.map((_, at) => {
      const texts = new Set(rounds.map((calls) => print(calls[at]?.system)));
      return texts.size > 1 ? '*varies*' : [...texts][0];
    });
    const key = chain.join(' ');
    tables.set(key, [...(tables.get(key) ?? []), { id, chain, cells }]);
  }
  return [
    `## \`${name}\``,
    ...[...tables.values()].map((hosts) =>
      markdownTable(
        [
          ['WASI', ...hosts.map(({ id }) => id)],
          ...hosts[0].chain.map((call, at) => [`\`${call}\``, ...hosts.map(({ cells }) => cells[at])]),
        ],
        { alignDelimiters: false, padding: true },
      ),
    ),
  ];
}

/** Names with errors, the same ones in a row as one with its number. */
function print(system) {
  const runs = [];
  for (const { name, errno } of (system ?? []).filter(({ isAside }) => !isAside)) {
    const word = errno === null ? name : `${name} (${errno})`;
    if (runs.at(-1)?.[0] === word) runs.at(-1)[1]++;
    else runs.push([word, 1]);
  }
  return runs.map(([word, count]) => (count > 1 ? `${word} ×${count}` : word)).join(', ') || '**none**';
}
