package main

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

const i32 = api.ValueTypeI32

// The functions of env that modules of Emscripten 3.1.69 with Embind import for what this program's module does, and how
// many numbers of 32 bits they take and give.
var table = []struct {
	name            string
	params, results int
}{
	{"_abort_js", 0, 0},
	{"_embind_register_bigint", 7, 0},
	{"_embind_register_bool", 4, 0},
	{"_embind_register_class", 13, 0},
	{"_embind_register_class_constructor", 6, 0},
	{"_embind_register_class_function", 10, 0},
	{"_embind_register_emval", 1, 0},
	{"_embind_register_float", 3, 0},
	{"_embind_register_function", 8, 0},
	{"_embind_register_integer", 5, 0},
	{"_embind_register_memory_view", 3, 0},
	{"_embind_register_std_string", 2, 0},
	{"_embind_register_std_wstring", 3, 0},
	{"_embind_register_void", 2, 0},
	{"_emscripten_memcpy_js", 3, 0},
	{"emscripten_resize_heap", 1, 1},
}

// What is printed of a registration: a word, and the name that this argument points to.
var told = map[string]struct {
	word     string
	argument int
}{
	"_embind_register_function":       {"function", 0},
	"_embind_register_class":          {"class", 10},
	"_embind_register_class_function": {"method", 1},
}

func main() {
	if err := run(os.Args[1], len(os.Args) > 2); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run offers a module the functions of the table, or those that the module itself names, lets it register what it has,
// and calls what it exports as probe.
func run(path string, ask bool) error {
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
	if ask {
		for _, function := range compiled.ImportedFunctions() {
			if module, name, imported := function.Import(); imported && module == "env" {
				offer(env, name, function.ParamTypes(), function.ResultTypes())
			}
		}
	} else {
		for _, function := range table {
			offer(env, function.name, numbers(function.params), numbers(function.results))
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

// offer exports a function that prints what it is told, where it is a registration, and otherwise answers 0.
func offer(env wazero.HostModuleBuilder, name string, params, results []api.ValueType) {
	answer := func(ctx context.Context, module api.Module, stack []uint64) {
		if registration, known := told[name]; known {
			fmt.Println(registration.word, textAt(module.Memory(), uint32(stack[registration.argument])))
		}
		if len(results) > 0 {
			stack[0] = 0
		}
	}
	env.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(answer), params, results).Export(name)
}

// textAt reads a text that ends with a zero byte.
func textAt(memory api.Memory, at uint32) string {
	rest, _ := memory.Read(at, memory.Size()-at)
	text, _, _ := bytes.Cut(rest, []byte{0})
	return string(text)
}

func numbers(count int) []api.ValueType {
	types := make([]api.ValueType, count)
	for i := range types {
		types[i] = i32
	}
	return types
}
