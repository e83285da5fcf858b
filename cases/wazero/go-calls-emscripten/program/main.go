package main

import (
	"fmt"
	"os"
	"unsafe"
)

//go:wasmimport env add
func add(a, b int32) int32

//go:wasmimport env length
func length(text unsafe.Pointer) int32

//go:wasmimport env length
func lengthAt(text int32) int32

//go:wasmimport env place
func place() int32

//go:wasmimport env put
func put(at, value int32)

func main() {
	fmt.Println("sum", add(2, 3))
	text := []byte("hello\x00")
	if len(os.Args) > 1 && os.Args[1] == "copied" {
		// C sees its own memory only: the bytes go over one by one.
		at := place()
		for i, value := range text {
			put(at+int32(i), int32(value))
		}
		fmt.Println("length", lengthAt(at))
		return
	}
	fmt.Println("length", length(unsafe.Pointer(&text[0])))
}
