package main

import (
	"fmt"
	"syscall/js"
)

func main() {
	fmt.Println("length", len(js.Global().Get("changes").String()))
}
