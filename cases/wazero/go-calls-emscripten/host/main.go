package main

import (
	"context"
	"fmt"
	"os"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"github.com/tetratelabs/wazero/sys"
)

func main() {
	code, err := run(os.Args[1], os.Args[2], os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// run sets the library up under the name env, from which the program then imports, and gives the program's exit code.
func run(library, program string, args []string) (int, error) {
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	wasm, err := os.ReadFile(library)
	if err != nil {
		return 1, err
	}
	config := wazero.NewModuleConfig().WithName("env").WithStartFunctions("_initialize")
	if _, err := runtime.InstantiateWithConfig(ctx, wasm, config); err != nil {
		return 1, err
	}
	if wasm, err = os.ReadFile(program); err != nil {
		return 1, err
	}
	config = wazero.NewModuleConfig().WithStdout(os.Stdout).WithStderr(os.Stderr).WithArgs(args...)
	_, err = runtime.InstantiateWithConfig(ctx, wasm, config)
	if exit, ok := err.(*sys.ExitError); ok {
		return int(exit.ExitCode()), nil
	}
	if err != nil {
		return 1, err
	}
	return 0, nil
}
