package main

import "unsafe"

//go:wasmimport host report
func report(message unsafe.Pointer, length uint32, urgent int32)

func main() {
	message := []byte("disk full")
	report(unsafe.Pointer(&message[0]), uint32(len(message)), 1)
}
