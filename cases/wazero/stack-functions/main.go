package main

import (
	"context"
	"fmt"
	"os"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/emscripten"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"github.com/tetratelabs/wazero/sys"
)

func main() {
	code, err := run(os.Args[1], len(os.Args) > 2)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// run compiles a command, offers it WASI and what it imports of Emscripten's own, if wanted also the pair of functions
// that carries the upper half of a result, runs it, and gives its exit code.
func run(path string, offerTempRet bool) (int, error) {
	wasm, err := os.ReadFile(path)
	if err != nil {
		return 1, err
	}
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	compiled, err := runtime.CompileModule(ctx, wasm)
	if err != nil {
		return 1, err
	}
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	functions, err := emscripten.NewFunctionExporterForModule(compiled)
	if err != nil {
		return 1, err
	}
	env := runtime.NewHostModuleBuilder("env")
	functions.ExportFunctions(env)
	if offerTempRet {
		var tempRet uint32
		env.NewFunctionBuilder().WithFunc(func() uint32 { return tempRet }).Export("getTempRet0")
		env.NewFunctionBuilder().WithFunc(func(value uint32) { tempRet = value }).Export("setTempRet0")
	}
	if _, err := env.Instantiate(ctx); err != nil {
		return 1, err
	}
	config := wazero.NewModuleConfig().WithStdout(os.Stdout).WithStderr(os.Stderr).WithArgs(path)
	_, err = runtime.InstantiateModule(ctx, compiled, config)
	if exit, ok := err.(*sys.ExitError); ok {
		return int(exit.ExitCode()), nil
	}
	if err != nil {
		return 1, err
	}
	return 0, nil
}
