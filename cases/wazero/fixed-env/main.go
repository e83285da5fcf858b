package main

import (
	"context"
	"fmt"
	"os"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

const i32 = api.ValueTypeI32

// A function of env, and how many numbers of 32 bits it takes and gives; the one that tells the time gives a float.
type function struct {
	name            string
	params, results int
}

// The functions that modules of Emscripten 3.1.69 import for what this program's modules do.
var table = []function{
	{"__syscall_fcntl64", 3, 1},
	{"__syscall_ioctl", 3, 1},
	{"__syscall_openat", 4, 1},
	{"__syscall_poll", 3, 1},
	{"_abort_js", 0, 0},
	{"_emscripten_memcpy_js", 3, 0},
	{"_localtime_js", 3, 0},
	{"_mmap_js", 8, 1},
	{"_munmap_js", 7, 1},
	{"_tzset_js", 4, 0},
	{"emscripten_date_now", 0, 1},
	{"emscripten_resize_heap", 1, 1},
	{"getentropy", 2, 1},
}

// Those that modules of 2.0.12, 3.1.6 and 6.0.5 import under names that 3.1.69 does not use.
var otherNames = []function{
	{"__localtime_r", 2, 1},
	{"__sys_mmap2", 6, 1},
	{"__sys_munmap", 2, 1},
	{"__sys_open", 3, 1},
	{"__sys_poll", 3, 1},
	{"__syscall_open", 3, 1},
	{"__syscall_poll_nonblocking", 2, 1},
	{"abort", 0, 0},
	{"emscripten_memcpy_big", 3, 1},
	{"time", 1, 1},
}

func main() {
	if err := run(os.Args[1], append(os.Args, "")[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run offers a module the functions of the table, with "all" also those of the other names, or with "ask" those that the
// module itself names, and calls what it exports as probe.
func run(path, mode string) error {
	wasm, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	compiled, err := runtime.CompileModule(ctx, wasm)
	if err != nil {
		return err
	}
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	env := runtime.NewHostModuleBuilder("env")
	if mode == "ask" {
		for _, function := range compiled.ImportedFunctions() {
			if module, name, imported := function.Import(); imported && module == "env" {
				offer(env, name, function.ParamTypes(), function.ResultTypes())
			}
		}
	} else {
		offered := table
		if mode == "all" {
			offered = append(offered, otherNames...)
		}
		for _, function := range offered {
			results := numbers(function.results)
			if function.name == "emscripten_date_now" {
				results[0] = api.ValueTypeF64
			}
			offer(env, function.name, numbers(function.params), results)
		}
	}
	if _, err := env.Instantiate(ctx); err != nil {
		return err
	}
	module, err := runtime.InstantiateModule(ctx, compiled, wazero.NewModuleConfig().WithStartFunctions("__wasm_call_ctors"))
	if err != nil {
		return err
	}
	results, err := module.ExportedFunction("probe").Call(ctx)
	if err != nil {
		return err
	}
	fmt.Println("answer", results[0])
	return nil
}

// offer exports a function that copies memory where that is its business, gives back the place where a time is to be
// written where it is asked for it, and otherwise answers 0.
func offer(env wazero.HostModuleBuilder, name string, params, results []api.ValueType) {
	answer := func(ctx context.Context, module api.Module, stack []uint64) {
		switch name {
		case "_emscripten_memcpy_js", "emscripten_memcpy_js", "emscripten_memcpy_big":
			bytes, _ := module.Memory().Read(uint32(stack[1]), uint32(stack[2]))
			module.Memory().Write(uint32(stack[0]), bytes)
		}
		switch {
		case name == "__localtime_r":
			stack[0] = stack[1]
		case len(results) > 0:
			stack[0] = 0
		}
	}
	env.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(answer), params, results).Export(name)
}

func numbers(count int) []api.ValueType {
	types := make([]api.ValueType, count)
	for i := range types {
		types[i] = i32
	}
	return types
}
