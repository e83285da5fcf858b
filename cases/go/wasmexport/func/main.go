package main

import "syscall/js"

func main() {
	js.Global().Set("add", js.FuncOf(func(this js.Value, args []js.Value) interface{} {
		return args[0].Int() + args[1].Int()
	}))
	select {} // stay, so that the page can call
}
