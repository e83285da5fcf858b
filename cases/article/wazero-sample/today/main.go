package main

import (
	"context"
	"os"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"github.com/tetratelabs/wazero/sys"
)

func main() {
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(1024))
	defer r.Close(ctx)
	wasi_snapshot_preview1.MustInstantiate(ctx, r)
	wasm, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	config := wazero.NewModuleConfig().WithName("first").WithStdout(os.Stdout)
	_, err = r.InstantiateWithConfig(ctx, wasm, config)
	if exit, ok := err.(*sys.ExitError); err != nil && !(ok && exit.ExitCode() == 0) {
		panic(err)
	}
}
