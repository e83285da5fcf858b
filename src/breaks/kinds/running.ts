import { type KindInfo, ONLY_EXPECT } from './kind-info.ts';

/** What happens while a module runs: aborts, traps, and Go's own endings. */
export const RUNNING = {
  'native-abort': {
    title: 'The program called `abort()`',
    meaning:
      'C code gave up. Emscripten prints `Aborted(native code called abort())`, older versions `abort(undefined)`.',
    causes: ['An internal check of the program or of a library, an uncaught C++ exception.'],
    cures: ['Build with `-g -sASSERTIONS` and read the stack.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'assertion-abort': {
    title: 'An assertion failed',
    meaning: 'A check in C, or one that Emscripten adds with `-sASSERTIONS`, did not hold.',
    causes: ['The text says which: often a function called before the runtime is ready, or after it ended.'],
    cures: ["Wait for the factory's promise before calling; correct what the text names."],
    actor: 'your build',
    silence: "`-sASSERTIONS=0` removes Emscripten's checks, not the mistake.",
  },
  'memory-oom-abort': {
    title: 'Memory could not grow',
    meaning: 'The program asked for more memory than the module may have.',
    causes: ['Growth is off by default; or the maximum is reached.'],
    cures: ['`-sALLOW_MEMORY_GROWTH`, or a larger `-sINITIAL_MEMORY`.'],
    actor: 'your build',
    silence: '`-sABORTING_MALLOC=0` lets `malloc` return null instead.',
  },
  'missing-function-abort': {
    title: 'A function that was left undefined was called',
    meaning: 'The link passed with a warning, and now the call finds nothing.',
    causes: ['`-sERROR_ON_UNDEFINED_SYMBOLS=0` or `-Wl,--allow-undefined`.'],
    cures: ['Link without them and supply what is missing.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'trap-unreachable': {
    title: '`unreachable` was executed',
    meaning: 'The module ended itself: code that must not run, ran.',
    causes: [
      'A call through a mismatched signature (the linker warned), undefined behaviour in C, a panic in a runtime, a Go reactor used before `_initialize`.',
    ],
    cures: ["Read the linker's warnings; build with `-g` and look at the function on top of the stack."],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'trap-memory-out-of-bounds': {
    title: 'An access outside the memory',
    meaning: 'A load or store lies beyond the end of the memory.',
    causes: [
      'A null or stale pointer with an offset; the stack ran into nothing: it is 64 KB since 3.1.27 instead of 5 MB.',
      'A pointer of another module: each has its own memory.',
    ],
    cures: ['`-sSTACK_SIZE=5MB` to tell whether it is the stack; `-fsanitize=address` otherwise.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'trap-table-out-of-bounds': {
    title: 'A function pointer beyond the table',
    meaning: 'An indirect call uses an index that the function table does not have.',
    causes: ['A pointer that is no function, or belongs to another module.'],
    cures: ['Never hand function pointers across modules; use `addFunction`.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'trap-indirect-call-mismatch': {
    title: 'A function pointer of another type',
    meaning:
      'An indirect call found a function with other parameters, or none. Native machines let such casts pass, wasm does not.',
    causes: ['A function pointer cast to another signature, or a null pointer called.'],
    cures: ['Give callbacks exactly the type with which they are called.'],
    actor: 'your build',
    silence: '`-sEMULATE_FUNCTION_POINTER_CASTS`, where this Emscripten has it; it is slow.',
  },
  'trap-integer-overflow': {
    title: 'A float that fits into no integer',
    meaning: 'A conversion from floating point was out of range, and the module uses the trapping kind of conversion.',
    causes: ['NaN, infinity or a large value converted to an integer.'],
    cures: ['Check the range first, or compile with `-mnontrapping-fptoint` (the default since 4.0.0).'],
    actor: 'your build',
    silence: '`-mnontrapping-fptoint`.',
  },
  'trap-integer-divide-by-zero': {
    title: 'Division by zero',
    meaning: 'An integer was divided by zero, which traps in wasm.',
    causes: ['A value that was never checked.'],
    cures: ['Check the divisor.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'trap-stack-overflow': {
    title: 'The call stack is exhausted',
    meaning: 'Calls are nested deeper than the host allows.',
    causes: ['Endless recursion; Go under node without the `--stack-size` that `go_js_wasm_exec` passes.'],
    cures: ['Start node with `--stack-size=8192` for Go programs, or recurse less.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'uncaught-wasm-exception': {
    title: 'A wasm exception reached the host',
    meaning: 'C++ code threw, nothing in the module caught it, and the host saw an opaque exception.',
    causes: ['A missing `catch`, or parts built with different exception models.'],
    cures: ['Catch at the boundary; `-sEXPORT_EXCEPTION_HANDLING_HELPERS` lets JavaScript read the message.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'go-panic': {
    title: 'A Go program panicked',
    meaning:
      'Go prints the panic and its stack to standard error (in a browser to the console) and ends with code 2. JavaScript sees no exception.',
    causes: [
      '`syscall/js: call of Value.Call on undefined` means that something the Go program expects is not there in JavaScript.',
    ],
    cures: ['Check values with `IsUndefined` before use.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'arguments-too-long': {
    title: 'Command line and environment are too long for a Go program on wasm',
    meaning:
      'The loader copies arguments and environment into the first page of the memory, and since Go 1.16.9 and 1.17.2 refuses more than 8 KiB of them.',
    causes: ['A build service with a large environment; a long list of files as arguments.'],
    cures: ['Run the program with a small environment (`env -i`), or hand long input over in a file.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
  'go-exit-nonzero': {
    title: 'A Go program ended with a code other than 0',
    meaning: 'The program said `os.Exit`, or the runtime ended it, and no message explains more.',
    causes: ['An error path of the program; a deadlock prints its own text.'],
    cures: ['Let the program say why before it exits.'],
    actor: 'your build',
    silence: ONLY_EXPECT,
  },
} as const satisfies Record<string, KindInfo>;
