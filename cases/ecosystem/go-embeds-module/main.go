package main

import (
	"context"
	"fmt"
	"os"

	"github.com/tetratelabs/wazero"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run has the module give memory, which it writes to and reads from.
func run(path string) error {
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	wasm, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	module, err := runtime.InstantiateWithConfig(ctx, wasm, wazero.NewModuleConfig().WithStartFunctions("_initialize"))
	if err != nil {
		return err
	}
	got, err := module.ExportedFunction("malloc").Call(ctx, 1)
	if err != nil {
		return err
	}
	address := uint32(got[0])
	module.Memory().WriteByte(address, 42)
	value, _ := module.Memory().ReadByte(address)
	fmt.Println("wrote and read", value)
	return nil
}
