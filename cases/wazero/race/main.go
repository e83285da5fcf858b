package main

import (
	"context"
	"fmt"
	"os"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/emscripten"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

var ctx = context.Background()

func main() {
	wasm, err := os.ReadFile(os.Args[1])
	check(err)
	parallel(wasm)
}

// program is a runtime with one compiled module, of which there may be several instances.
type program struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
}

// compile offers a module what it imports.
func compile(wasm []byte, config wazero.RuntimeConfig) *program {
	rt := wazero.NewRuntimeWithConfig(ctx, config)
	compiled, err := rt.CompileModule(ctx, wasm)
	check(err)
	wasi_snapshot_preview1.MustInstantiate(ctx, rt)
	_, err = emscripten.InstantiateForModule(ctx, rt, compiled)
	check(err)
	return &program{rt, compiled}
}

func (p *program) start(config wazero.ModuleConfig) (api.Module, error) {
	return p.runtime.InstantiateModule(ctx, p.compiled, config.WithStartFunctions("_initialize"))
}

func (p *program) named(name string) api.Module {
	module, err := p.start(wazero.NewModuleConfig().WithName(name))
	check(err)
	return module
}

func call(module api.Module, name string, args ...uint64) (uint64, error) {
	results, err := module.ExportedFunction(name).Call(ctx, args...)
	if err != nil || len(results) == 0 {
		return 0, err
	}
	return results[0], nil
}

func count(module api.Module) uint64 {
	counted, err := call(module, "count")
	check(err)
	return counted
}

func parallel(wasm []byte) {
	p := compile(wasm, wazero.NewRuntimeConfig())
	one, two := p.named("one"), p.named("two")
	var group sync.WaitGroup
	var last [2]uint64
	for place, module := range []api.Module{one, two} {
		group.Add(1)
		go func(place int, module api.Module) {
			defer group.Done()
			for times := 1000 * (place + 1); times > 0; times-- {
				last[place] = count(module)
			}
		}(place, module)
	}
	group.Wait()
	fmt.Println("one", last[0])
	fmt.Println("two", last[1])
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
