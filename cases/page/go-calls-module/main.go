package main

import (
	"fmt"
	"syscall/js"
)

func main() {
	lib := await(js.Global().Call("createLib"))
	fmt.Println("add", lib.Call("_add", 2, 3).Int())
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
