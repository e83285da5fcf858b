package main

import (
	"fmt"
	"syscall/js"
)

func main() {
	lib := await(js.Global().Call("createLib"))
	fmt.Println("squares of 7:", lib.Call("_square", 7).Int())
}

// await gives what a promise resolves to.
func await(promise js.Value) js.Value {
	done := make(chan js.Value)
	take := js.FuncOf(func(_ js.Value, args []js.Value) any {
		go func() { done <- args[0] }()
		return nil
	})
	promise.Call("then", take)
	return <-done
}
