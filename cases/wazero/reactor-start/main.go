package main

import (
	"context"
	"fmt"
	"os"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run sets a library module up and calls one of its functions twice.
func run(path string) error {
	wasm, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	config := wazero.NewModuleConfig().WithStartFunctions("_initialize")
	module, err := runtime.InstantiateWithConfig(ctx, wasm, config)
	if err != nil {
		return err
	}
	next := module.ExportedFunction("next")
	if next == nil {
		return fmt.Errorf("function[next] is not exported")
	}
	numbers := make([]uint64, 2)
	for i := range numbers {
		results, err := next.Call(ctx)
		if err != nil {
			return err
		}
		numbers[i] = results[0]
	}
	fmt.Println("next", numbers[0], numbers[1])
	return nil
}
