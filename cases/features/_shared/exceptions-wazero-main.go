package main

import (
	"context"
	"fmt"
	"os"
	"strconv"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

func main() {
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run calls what a module exports as probe. Further arguments are bits of features beyond the default ones: wazero's
// experimental package has names for them, but not in every release.
func run(path string, bits []string) error {
	wasm, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	features := api.CoreFeaturesV2
	for _, text := range bits {
		bit, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		features |= api.CoreFeatureSIMD << bit
	}
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCoreFeatures(features))
	defer runtime.Close(ctx)
	module, err := runtime.InstantiateWithConfig(ctx, wasm, wazero.NewModuleConfig().WithStartFunctions("_initialize"))
	if err != nil {
		return err
	}
	results, err := module.ExportedFunction("probe").Call(ctx)
	if err != nil {
		return err
	}
	fmt.Println(int32(results[0]))
	return nil
}
