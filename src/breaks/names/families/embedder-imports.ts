import { embedderOf } from '../../../evidence/origin/embedders.ts';
import type { NameFamily } from '../name-family.ts';

/** What people run modules of an embedder's interface with, by its title in `embedders.ts`; any other is named alone. */
const RUNS: Readonly<Record<string, string>> = {
  'proxy-wasm: Envoy, Istio and others':
    'load it as a filter in a host of proxy-wasm (Envoy, Istio, APISIX, ngx_wasm_module) whose ABI version the SDK fits, or test it by the SDK’s emulator',
  Extism: 'run it by the extism command (extism call) or an Extism SDK of the same generation as the plug-in kit',
  waPC: 'load it by a waPC host (wapc-rs, wapc-go)',
  CosmWasm:
    'upload it to a chain with the module x/wasm (wasmd), or test it by cosmwasm-vm or cw-multi-test; cosmwasm-check says whether a chain takes it',
  'Fastly Compute': 'run it by fastly compute serve (Viceroy) or deploy it there',
};

export const EMBEDDER_IMPORTS: readonly NameFamily[] = [
  {
    id: 'embedder',
    said: /Extism|[Pp]roxy-[Ww]asm|CosmWasm|waPC|NEAR|Substrate|Policy Agent|Fastly|Shopify|dprint|The Graph|Internet Computer|Stylus/,
    roles: ['import'],
    names: ({ name }) => titleOf(name) !== null,
    title: 'The module was written for another host’s interface',
    is: ({ name }) => `belongs to the interface of one kind of host (${titleOf(name)}), for which the module was built`,
    cases: [
      {
        here: '{host} does not offer it, or is of another version than the kit that the module was built with.',
        cure: ({ name }) => {
          const run = RUNS[titleOf(name) ?? ''] ?? `run the module in that host (${titleOf(name)})`;
          return `${run.charAt(0).toUpperCase()}${run.slice(1)}; a plain runtime of WebAssembly does not have these functions.`;
        },
      },
    ],
  },
];

function titleOf(name: string): string | null {
  const dot = /^[\w:/.@-]*?(?=\.)/.exec(name)?.[0] ?? name;
  return embedderOf([{ module: dot, name: name.slice(dot.length + 1) }]);
}
