package main

import (
	"fmt"
	"syscall/js"
)

func main() {
	res := await(js.Global().Get("fetch").Invoke(`data:application/json,{"text":"hello from JSON"}`))
	fmt.Println(await(res.Call("json")).Get("text").String())
}

// await parks the goroutine until a promise is settled.
func await(promise js.Value) js.Value {
	settled := make(chan js.Value, 1)
	settle := js.FuncOf(func(_ js.Value, args []js.Value) interface{} {
		settled <- args[0]
		return nil
	})
	defer settle.Release()
	promise.Call("then", settle, settle)
	return <-settled
}
