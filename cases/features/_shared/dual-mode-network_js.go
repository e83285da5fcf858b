package main

import "syscall/js"

const builtFor = "js"

// hasNetwork tells whether the host has a fetch that answers; the address needs no wire.
func hasNetwork() bool {
	fetch := js.Global().Get("fetch")
	if fetch.Type() != js.TypeFunction {
		return false
	}
	done := make(chan bool, 1)
	answer := func(ok bool) js.Func {
		return js.FuncOf(func(js.Value, []js.Value) interface{} {
			done <- ok
			return nil
		})
	}
	fetch.Invoke("data:text/plain,hello").Call("then", answer(true), answer(false))
	return <-done
}
