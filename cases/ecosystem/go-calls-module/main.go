package main

import (
	"fmt"
	"syscall/js"
)

func main() {
	fmt.Println("Go is answered", await(js.Global().Call("askModule")).Int())
}

// await gives what a promise resolves to.
func await(promise js.Value) js.Value {
	done := make(chan js.Value, 1)
	take := js.FuncOf(func(_ js.Value, args []js.Value) interface{} {
		done <- args[0]
		return nil
	})
	defer take.Release()
	promise.Call("then", take)
	return <-done
}
