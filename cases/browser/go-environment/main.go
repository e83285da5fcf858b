package main

import (
	"fmt"
	"os"
	"syscall/js"
)

func main() {
	settings := os.Getenv("SETTINGS")
	if settings == "" {
		settings = js.Global().Get("settings").String()
	}
	fmt.Println(len(settings), "bytes")
}
