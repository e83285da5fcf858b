package main

import "unsafe"

//go:wasmimport wasi_snapshot_preview1 path_open
func pathOpen(dir, lookup uint32, path unsafe.Pointer, size, oflags uint32, base, inheriting uint64, flags uint32, fd unsafe.Pointer) uint32

func main() {
	path := []byte("input.txt")
	var fd uint32
	errno := pathOpen(3, 0, unsafe.Pointer(&path[0]), uint32(len(path)), 0, 2, 0, 0, unsafe.Pointer(&fd))
	println("opened", errno == 0)
}
