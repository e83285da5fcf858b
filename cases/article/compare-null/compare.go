package main

import (
	"fmt"
	"syscall/js"
)

func main() {
	if js.Global().Get("noSuchFunction") != js.Null() {
		fmt.Println("there is one")
	} else {
		fmt.Println("no such function")
	}
}
