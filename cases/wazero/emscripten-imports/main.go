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
	code, err := run(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// run compiles a command, offers it WASI and what it imports of Emscripten's own, runs it, and gives its exit code.
func run(path string) (int, error) {
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
	if _, err := emscripten.InstantiateForModule(ctx, runtime, compiled); err != nil {
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
