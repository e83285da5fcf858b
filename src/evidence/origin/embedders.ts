import type { Import } from '../wasm/externals.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';

/**
 * Programs that load modules and give them an interface of their own, by what modules import of it: proxy-wasm/spec
 * (`proxy_*`), extism/extism (`extism:host/env`, before 1.0 `env.extism_*`), wapc.io (`wapc`), http-wasm.io (`http_handler`),
 * CosmWasm/cosmwasm (`db_read` …), stellar/rs-soroban-env (modules of one letter), near/nearcore, open-policy-agent/opa
 * (`opa_*`), fastly/Viceroy (`fastly_*`), Shopify/shopify-function-wasm-api, dprint/dprint, WebAssembly/wasi-threads,
 * dfinity/ic (`ic0`), use-ink/ink (`seal0` …), OffchainLabs/stylus-sdk-rs (`vm_hooks`), suborbital/reactr.
 */
const EMBEDDERS: readonly (readonly [title: string, module: RegExp, name: RegExp])[] = [
  ['proxy-wasm: Envoy, Istio and others', /^env$/, /^proxy_[a-z]/],
  ['Extism', /^extism:/, /./],
  ['Extism', /^env$/, /^extism_/],
  ['waPC', /^wapc$/, /./],
  ['http-wasm', /^http_handler$/, /./],
  ['Kubernetes’ scheduler', /^k8s\.io\//, /./],
  ['CosmWasm', /^env$/, /^(?:db_(?:read|write|remove|scan|next)|addr_(?:validate|canonicalize|humanize)|query_chain)$/],
  [
    'NEAR',
    /^env$/,
    /^(?:promise_(?:batch_|create|then)\w*|storage_(?:read|write)|value_return|read_register|log_utf8)$/,
  ],
  ['Polkadot’s or Substrate’s runtime', /^env$/, /^ext_\w+_version_\d+$/],
  ['Open Policy Agent', /^env$/, /^opa_(?:abort|println|builtin\d)$/],
  ['Fastly Compute', /^fastly_/, /./],
  ['Shopify Functions', /^shopify_function/, /./],
  ['dprint', /^dprint$/, /./],
  [
    'The Graph',
    /^(?:index|conversion|numbers|store|ethereum)$/,
    /^(?:store|ethereum|typeConversion|bigInt|bigDecimal)\./,
  ],
  ['the Internet Computer', /^ic0$/, /./],
  ['ink! contracts on Substrate', /^(?:seal\d|__unstable__)$/, /./],
  ['Arbitrum Stylus', /^vm_hooks$/, /./],
  ['Suborbital', /^env$/, /^(?:return_result|return_error|get_ffi_result|request_get_field)$/],
  ['a host with wasi-threads (`wasmtime run -S threads`)', /^wasi$/, /^thread-spawn$/],
];

/** Node-API, which JavaScript gives by emnapi, with threads of its own. */
const NODE_API = /^(?:napi_|_?emnapi_)/;

/** Which program's interface a module imports; null where it is none that is known. */
export function findEmbedder({ imports }: WasmFile): string | null {
  if (imports.some(({ name }) => NODE_API.test(name))) return null;
  return embedderOf(imports);
}

/** Which program's interface some of these imports belong to; null where it is none that is known. */
export function embedderOf(imports: readonly Pick<Import, 'module' | 'name'>[]): string | null {
  const found = EMBEDDERS.find(([, from, wanted]) => {
    return imports.some(({ module, name }) => from.test(module) && wanted.test(name));
  });
  return found?.[0] ?? null;
}
