package main

import (
	"fmt"
	"syscall/js"
)

func main() {
	lib := await(js.Global().Call("createLib"))
	start := lib.Call("_make_squares").Int()
	view := member(lib, "HEAPU8").Call("subarray", start, start+8)
	squares := make([]byte, 8)
	js.CopyBytesToGo(squares, view)
	fmt.Println("copied", squares)
}

// member gives what the module offers under a name, or stops with that name.
func member(lib js.Value, name string) js.Value {
	value := lib.Get(name)
	if value.IsUndefined() {
		panic("Module." + name + " is undefined")
	}
	return value
}

// await blocks until the promise is fulfilled and gives its value.
func await(promise js.Value) js.Value {
	done := make(chan js.Value, 1)
	then := js.FuncOf(func(_ js.Value, args []js.Value) interface{} {
		done <- args[0]
		return nil
	})
	defer then.Release()
	promise.Call("then", then)
	return <-done
}
