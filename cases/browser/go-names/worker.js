importScripts('wasm_exec.js');
const go = new Go();
go.exit = (code) => postMessage(code);
WebAssembly.instantiateStreaming(fetch('main.wasm'), go.importObject).then(({ instance }) => go.run(instance));
