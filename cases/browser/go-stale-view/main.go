package main

import (
	"fmt"
	"syscall/js"
)

var kept [][]byte

func main() {
	js.Global().Call("take")
	for i := 0; i < 64; i++ {
		kept = append(kept, make([]byte, 1<<20))
	}
	fmt.Println("view", js.Global().Call("look").String(), len(kept))
}
