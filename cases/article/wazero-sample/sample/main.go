package main

import (
	"context"
	"os"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

func main() {
	ctx := context.Background()
	r := wazero.NewRuntime()
	defer r.Close(ctx)
	wasi_snapshot_preview1.MustInstantiate(ctx, r)
	wasm, _ := os.ReadFile(os.Args[1])
	config := wazero.NewModuleConfig().WithName("first").WithMemoryLimitPages(1024).WithStdout(os.Stdout)
	mod, err := r.InstantiateModuleFromBinary(ctx, wasm, config)
	if err != nil {
		panic(err)
	}
	defer mod.Close(ctx)
}
