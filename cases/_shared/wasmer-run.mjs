// Runs a WASI module by the Wasmer SDK that WASMER_SDK names the folder of:
//   node wasmer-run.mjs [--dir FOLDER] [--env NAME=VALUE] MODULE [ARGUMENT...]
// The SDK keeps files in memory: those of FOLDER are copied to where the guest starts. The exit code is the guest's; what
// the SDK itself refuses is an error that nobody caught.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const words = process.argv.slice(2);
const files = {};
const env = {};
while (words[0].startsWith('--')) {
  const [option, value] = [words.shift(), words.shift()];
  if (option === '--env') env[value.split('=')[0]] = value.slice(value.indexOf('=') + 1);
  else
    for (const entry of readdirSync(value, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      if (entry.isFile()) files[relative(value, path)] = readFileSync(path);
    }
}
const [module, ...args] = words;

const { Wasmer } = await import(`${process.env.WASMER_SDK}/dist/node.js`);
const wasmer = new Wasmer({ cache: 'memory' });
const program = await wasmer.packages.load(readFileSync(module));
const sandbox = await wasmer.sandboxes.create({ packages: [program], files, env, network: { mode: 'disabled' } });
let stdin = '';
for await (const chunk of process.stdin) stdin += chunk;
const { exitCode, stdout, stderr } = await sandbox.command(program, args).run({ check: false, stdin });
process.stdout.write(stdout.bytes);
process.stderr.write(stderr.bytes);
process.exitCode = exitCode;
// What goes wrong in a worker is thrown here, but later than the guest ends.
if (exitCode !== 0) await new Promise((resolve) => setTimeout(resolve, 1000));
await sandbox.close();
await wasmer.close();
