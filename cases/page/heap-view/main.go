package main

import (
	"fmt"
	"syscall/js"
)

func main() {
	lib := await(js.Global().Call("createLib"))
	start := lib.Call("_make_squares").Int()
	view := lib.Get("HEAPU8").Call("subarray", start, start+8)
	squares := make([]byte, 8)
	js.CopyBytesToGo(squares, view)
	fmt.Println("copied", squares)
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
