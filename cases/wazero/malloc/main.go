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

// run asks a library for memory of its own, puts text there, lets it count and gives the memory back.
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
	call := func(name string, argument uint64) (uint64, error) {
		function := module.ExportedFunction(name)
		if function == nil {
			return 0, fmt.Errorf("function[%s] is not exported", name)
		}
		results, err := function.Call(ctx, argument)
		if err != nil || len(results) == 0 {
			return 0, err
		}
		return results[0], nil
	}
	text := []byte("hello\x00")
	at, err := call("malloc", uint64(len(text)))
	if err != nil {
		return err
	}
	module.Memory().Write(uint32(at), text)
	length, err := call("length", at)
	if err != nil {
		return err
	}
	fmt.Println("length", length)
	_, err = call("free", at)
	return err
}
