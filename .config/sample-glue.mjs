// A small module under minified names and the shape of what Emscripten writes beside one: the build inspects it once, so that
// the code of `inspect` is compiled before a user's first start.

/** Imports `a.a` and `a.b`, exports a memory `c` and functions `d` and `e`. */
export const MODULE = Buffer.concat([
  Buffer.from('\0asm\x01\0\0\0', 'latin1'),
  section(1, [1, 0x60, 1, 0x7f, 1, 0x7f]),
  section(2, [2, 1, 0x61, 1, 0x61, 0, 0, 1, 0x61, 1, 0x62, 0, 0]),
  section(3, [1, 0]),
  section(5, [1, 0, 1]),
  section(6, [1, 0x7f, 1, 0x41, 0x80, 0x08, 0x0b]),
  section(7, [3, 1, 0x63, 2, 0, 1, 0x64, 0, 2, 1, 0x65, 0, 2]),
  section(10, [1, 15, 0, 0x02, 0x40, 0x20, 0, 0x45, 0x0d, 0, 0x20, 0, 0x0f, 0x0b, 0x41, 0, 0x0b]),
  section(11, [1, 0, 0x41, 0x80, 0x08, 0x0b, 1, 0x61]),
]);

/** Of most kinds of syntax a little. */
export const SCRIPT = `
var Module = (() => {
  var _scriptName = typeof document != "undefined" ? document.currentScript?.src : undefined;
  return async function (moduleArg = {}) {
    var moduleRtn, Module = moduleArg, ENVIRONMENT_IS_WEB = typeof window == "object", quit_ = (status, toThrow) => { throw toThrow };
    var readAsync, wasmMemory, ABORT = false, HEAP8, HEAPU8, runtimeInitialized = false, __ATPRERUN__ = [], tempRet0 = -1 >>> 0;
    class ExitStatus { name = "ExitStatus"; constructor(status) { this.message = \`Program terminated with exit(\${status})\`; this.status = status } }
    function assert(condition, text) { if (!condition) abort(text); else if (condition === 1 && text) return !0 }
    function updateMemoryViews() { var b = wasmMemory.buffer; HEAP8 = new Int8Array(b); Module["HEAPU8"] = HEAPU8 = new Uint8Array(b) }
    function abort(what) { Module["onAbort"]?.(what); what = "Aborted(" + what + ")"; ABORT = true; what += ". Build with -sASSERTIONS for more info."; throw new WebAssembly.RuntimeError(what) }
    var isDataURI = (filename) => filename.startsWith("data:application/octet-stream;base64,"), re = /^[a-z]+:\\/\\/(?:[^/]*)/i;
    async function getWasmBinary(binaryFile) { try { const { data: [first, ...rest], size = 0 } = await readAsync(binaryFile); return first } catch { } finally { ABORT ||= false } }
    for (var i = 0, charCodes = new Array(256); i < 256; ++i) { if (i % 2) continue; charCodes[i] = String.fromCharCode(i) }
    for (let key in Module) if (Module.hasOwnProperty(key)) delete Module[key];
    for (const one of [1, , ...charCodes]) do { i--; label: while (i > 0) { i >>= 1; break label } } while (i);
    switch (i & 3) { case 0: case 1: i |= 4; break; default: i = i ? ~i : -i }
    var UTF8ArrayToString = (heapOrArray, idx, maxBytesToRead) => { var endIdx = idx + maxBytesToRead, str = ""; while (heapOrArray[endIdx] && !(endIdx >= 2e9)) ++endIdx; return str };
    var FS = { root: null, mounts: [], "devices": {}, get path() { return "/" }, lookupPath(path, opts = {}) { return { path, ...opts } } };
    var __abort_js = () => abort(""), _emscripten_resize_heap = (requestedSize) => { var oldSize = HEAPU8.length; return false };
    var wasmImports = { b: __abort_js, a: _emscripten_resize_heap }, wasmExports = await createWasm();
    var _malloc = Module["_malloc"] = (a0) => (_malloc = Module["_malloc"] = wasmExports["d"])(a0), __emscripten_stack_restore = (a0) => (__emscripten_stack_restore = wasmExports["e"])(a0);
    function createWasm() { function receiveInstance(instance) { wasmExports = instance.exports; wasmMemory = wasmExports["c"]; updateMemoryViews(); return wasmExports } return WebAssembly.instantiate(Module["wasmBinary"], { a: wasmImports }).then((result) => receiveInstance(result["instance"])) }
    if (typeof process == "object" && process.versions?.node) { var fs = require("fs"); process["on"]("uncaughtException", (ex) => { if (ex !== "unwind" && !(ex instanceof ExitStatus)) throw ex }) }
    moduleRtn = Module; return moduleRtn
  }
})();
if (typeof exports === "object" && typeof module === "object") module.exports = Module;
`;

function section(id, content) {
  return Buffer.from([id, content.length, ...content]);
}
