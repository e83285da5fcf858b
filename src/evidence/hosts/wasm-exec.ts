import type { Host } from './host.ts';

/**
 * What the import object of Go's `wasm_exec.js` has, the same in every release looked at but for the module's name; the
 * functions of `_gotest`, which are for Go's own tests, apart.
 */
const FUNCTIONS = [
  'debug',
  ...['clearTimeoutEvent', 'getRandomData', 'nanotime1', 'resetMemoryDataView', 'scheduleTimeoutEvent'].map(runtime),
  ...['walltime', 'wasmExit', 'wasmWrite'].map(runtime),
  ...['copyBytesToGo', 'copyBytesToJS', 'finalizeRef', 'stringVal', 'valueCall', 'valueDelete', 'valueGet'].map(js),
  ...['valueIndex', 'valueInstanceOf', 'valueInvoke', 'valueLength', 'valueLoadString', 'valueNew'].map(js),
  ...['valuePrepareString', 'valueSet', 'valueSetIndex'].map(js),
];

/**
 * Go's loader by release: `new Go().importObject` of the real files (of 1.19 to 1.23 those in Debian's source packages),
 * and the exports that it calls. Beside a module of another release it may still fail where it runs.
 */
export const WASM_EXECS: readonly Host[] = [
  loader('1.19.13', 'go'),
  ...['1.21.13', '1.22.12', '1.23.12', '1.24.13', '1.25.14', '1.26.11', '1.27.4'].map((version) =>
    loader(version, 'gojs'),
  ),
];

function loader(version: string, module: string): Host {
  return {
    id: `go${version}:wasm_exec.js`,
    family: 'wasm_exec.js',
    lacks: null,
    imports: [{ module, names: FUNCTIONS }],
    needs: [{ exports: ['run', 'resume', 'getsp', 'mem'] }],
    switches: {},
    onRequest: {},
  };
}

function runtime(name: string): string {
  return `runtime.${name}`;
}

function js(name: string): string {
  return `syscall/js.${name}`;
}
