//go:build shim

package main

import (
	"encoding/binary"
	"unsafe"
)

const way = "shim"

func readFile() bool {
	name := []byte(path)
	var fd, count uint32
	if pathOpen(firstPreopen, 0, unsafe.Pointer(&name[0]), uint32(len(name)), 0, rightRead, 0, 0, unsafe.Pointer(&fd)) != 0 {
		return false
	}
	bytes := make([]byte, 64)
	list := vector(bytes)
	errno := fdRead(fd, unsafe.Pointer(&list), 1, unsafe.Pointer(&count))
	fdClose(fd)
	return errno == 0 && int(count) == size
}

func statFile() bool {
	name := []byte(path)
	var filestat [64]byte
	errno := pathFilestatGet(firstPreopen, 0, unsafe.Pointer(&name[0]), uint32(len(name)), unsafe.Pointer(&filestat))
	return errno == 0 && binary.LittleEndian.Uint64(filestat[sizeAt:]) == uint64(size)
}

func readClock() bool {
	var time uint64
	return clockTimeGet(0, 1, unsafe.Pointer(&time)) == 0 && time > 0
}
