package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sort"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/emscripten"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"github.com/tetratelabs/wazero/sys"
)

var ctx = context.Background()

func main() {
	wasm, err := os.ReadFile(os.Args[2])
	check(err)
	switch os.Args[1] {
	case "parallel":
		parallel(wasm)
	case "same-name":
		sameName(wasm)
	case "trap":
		trap(wasm)
	case "exhausted":
		exhausted(wasm)
	case "limit":
		limit(wasm)
	case "denied":
		denied(wasm)
	case "clocks":
		clocks(wasm)
	case "two-and-one":
		twoAndOne(wasm)
	}
}

// program is a runtime with one compiled module, of which there may be several instances.
type program struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
}

// compile offers a module what it imports; denied functions of WASI answer that they are not permitted.
func compile(wasm []byte, config wazero.RuntimeConfig, denied ...string) *program {
	rt := wazero.NewRuntimeWithConfig(ctx, config)
	compiled, err := rt.CompileModule(ctx, wasm)
	check(err)
	wasi := rt.NewHostModuleBuilder("wasi_snapshot_preview1")
	wasi_snapshot_preview1.NewFunctionExporter().ExportFunctions(wasi)
	for _, name := range denied {
		const notCapable = 76
		deny := func(context.Context, uint32, uint64, uint32) uint32 { return notCapable }
		wasi = wasi.NewFunctionBuilder().WithFunc(deny).Export(name)
	}
	_, err = wasi.Instantiate(ctx)
	check(err)
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

func sameName(wasm []byte) {
	p := compile(wasm, wazero.NewRuntimeConfig())
	first := p.named("one")
	if _, err := p.start(wazero.NewModuleConfig().WithName("one")); err != nil {
		fmt.Println("the second is refused")
	} else {
		fmt.Println("both run")
	}
	fmt.Println("the first counts", count(first))
}

func trap(wasm []byte) {
	p := compile(wasm, wazero.NewRuntimeConfig())
	one, two := p.named("one"), p.named("two")
	if _, err := call(one, "fail"); err != nil {
		fmt.Println("one traps")
	}
	fmt.Println("two counts", count(two))
}

func exhausted(wasm []byte) {
	p := compile(wasm, wazero.NewRuntimeConfig().WithMemoryLimitPages(512))
	one, two := p.named("one"), p.named("two")
	if had, err := call(one, "fill", 1000); err == nil && had < 1000 {
		fmt.Println("one has no more memory")
	}
	fmt.Println("two counts", count(two))
}

// limit allows a module its first memory and 64 pages of 64 KiB more.
func limit(wasm []byte) {
	least := compile(wasm, wazero.NewRuntimeConfig()).named("one").Memory().Size() / 65536
	module := compile(wasm, wazero.NewRuntimeConfig().WithMemoryLimitPages(least+64)).named("one")
	had, err := call(module, "fill", 1000)
	check(err)
	fmt.Println("at most 4 MiB more:", yes(had < 1000 && module.Memory().Size()/65536 <= least+64))
}

func denied(wasm []byte) {
	for _, one := range []struct {
		title string
		names []string
	}{{"without the host's own function:", nil}, {"with it:", []string{"clock_time_get"}}} {
		module := compile(wasm, wazero.NewRuntimeConfig(), one.names...).named("one")
		if seconds(module) < 0 {
			fmt.Println(one.title, "denied")
		} else {
			fmt.Println(one.title, "allowed")
		}
	}
}

func clocks(wasm []byte) {
	own := func() (int64, int32) { return 1000000000, 0 }
	for _, one := range []struct {
		title  string
		config wazero.ModuleConfig
	}{
		{"by-default", wazero.NewModuleConfig()},
		{"with-own-walltime", wazero.NewModuleConfig().WithWalltime(own, sys.ClockResolution(1))},
		{"with-sys-walltime", wazero.NewModuleConfig().WithSysWalltime()},
	} {
		module, err := compile(wasm, wazero.NewRuntimeConfig()).start(one.config)
		check(err)
		shown := seconds(module)
		what := "another-time"
		if shown == 1000000000 {
			what = "its-own-time"
		} else if ahead := float64(time.Now().Unix()) - shown; ahead > -60 && ahead < 60 {
			what = "the-real-time"
		}
		fmt.Printf("%s=%s\n", one.title, what)
	}
}

// twoAndOne holds two instances against one: how long they take to start and how much memory they keep.
func twoAndOne(wasm []byte) {
	const rounds = 15
	var ratios []float64
	for round := 0; round < rounds; round++ {
		ratios = append(ratios, startTime(wasm, 2)/startTime(wasm, 1))
	}
	sort.Float64s(ratios)
	fmt.Printf("start-of-two-under-three-of-one=%s\n", yes(ratios[rounds/2] < 3))
	fmt.Printf("memory-of-two-under-three-of-one=%s\n", yes(memory(wasm, 2) < 3*memory(wasm, 1)))
}

func startTime(wasm []byte, instances int) float64 {
	started := time.Now()
	p := compile(wasm, wazero.NewRuntimeConfig())
	for at := 0; at < instances; at++ {
		p.named(fmt.Sprint(at))
	}
	took := time.Since(started).Seconds()
	check(p.runtime.Close(ctx))
	return took
}

func memory(wasm []byte, instances int) float64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	p := compile(wasm, wazero.NewRuntimeConfig())
	for at := 0; at < instances; at++ {
		p.named(fmt.Sprint(at))
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	check(p.runtime.Close(ctx))
	return float64(after.HeapAlloc) - float64(before.HeapAlloc)
}

func seconds(module api.Module) float64 {
	bits, err := call(module, "now")
	check(err)
	return api.DecodeF64(bits)
}

func yes(holds bool) string {
	if holds {
		return "yes"
	}
	return "no"
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
