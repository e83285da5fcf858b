//go:build shim || kept

package main

import "unsafe"

//go:wasmimport wasi_snapshot_preview1 path_open
func pathOpen(dir, lookup uint32, path unsafe.Pointer, size, oflags uint32, base, inheriting uint64, flags uint32, fd unsafe.Pointer) uint32

//go:wasmimport wasi_snapshot_preview1 path_filestat_get
func pathFilestatGet(dir, lookup uint32, path unsafe.Pointer, size uint32, filestat unsafe.Pointer) uint32

//go:wasmimport wasi_snapshot_preview1 fd_read
func fdRead(fd uint32, list unsafe.Pointer, lists uint32, count unsafe.Pointer) uint32

//go:wasmimport wasi_snapshot_preview1 fd_write
func fdWrite(fd uint32, list unsafe.Pointer, lists uint32, count unsafe.Pointer) uint32

//go:wasmimport wasi_snapshot_preview1 fd_close
func fdClose(fd uint32) uint32

//go:wasmimport wasi_snapshot_preview1 clock_time_get
func clockTimeGet(clock uint32, precision uint64, time unsafe.Pointer) uint32

// Of WASI preview 1 (typenames.witx).
const (
	firstPreopen = 3
	rightRead    = 1 << 1
	sizeAt       = 32 // of struct filestat, which has 64 bytes
)

type iovec struct{ at, size uint32 }

func vector(bytes []byte) iovec {
	return iovec{uint32(uintptr(unsafe.Pointer(&bytes[0]))), uint32(len(bytes))}
}

func show(text string) {
	bytes := []byte(text)
	list := vector(bytes)
	var count uint32
	fdWrite(1, unsafe.Pointer(&list), 1, unsafe.Pointer(&count))
}
