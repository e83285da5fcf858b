package main

import (
	"fmt"
	"syscall/js"
)

func main() {
	defer func() {
		fmt.Println("recovered", recover())
	}()
	js.Global().Get("JSON").Call("parse", "{")
}
