package main

import (
	"fmt"
	"os"
	"syscall/js"
)

func main() {
	own := make([]byte, 32<<20)
	for at := range own {
		own[at] = byte(at)
	}
	done := make(chan bool, 1)
	take := js.FuncOf(func(js.Value, []js.Value) interface{} {
		done <- true
		return nil
	})
	// The module needs more memory meanwhile, as far as it can be asked to.
	js.Global().Call("useModule").Call("then", take)
	<-done
	for at := range own {
		if own[at] != byte(at) {
			fmt.Println("Go's memory has changed at", at)
			os.Exit(1)
		}
	}
	fmt.Println("Go keeps its memory")
	os.Exit(3)
}
