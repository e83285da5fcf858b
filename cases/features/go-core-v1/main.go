package main

import (
	"context"
	"fmt"
	"os"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"github.com/tetratelabs/wazero/sys"
)

func main() {
	features := api.CoreFeaturesV1
	if len(os.Args) > 2 {
		features = api.CoreFeaturesV2
	}
	code, err := run(os.Args[1], features)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// run instantiates a WASI command on some features alone, which runs it, and gives its exit code.
func run(path string, features api.CoreFeatures) (int, error) {
	wasm, err := os.ReadFile(path)
	if err != nil {
		return 1, err
	}
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCoreFeatures(features))
	defer runtime.Close(ctx)
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	config := wazero.NewModuleConfig().WithStdout(os.Stdout).WithStderr(os.Stderr).WithArgs(path)
	_, err = runtime.InstantiateWithConfig(ctx, wasm, config)
	if exit, ok := err.(*sys.ExitError); ok {
		return int(exit.ExitCode()), nil
	}
	if err != nil {
		return 1, err
	}
	return 0, nil
}
