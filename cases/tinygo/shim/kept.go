//go:build kept

package main

import (
	"encoding/binary"
	"unsafe"
)

const way = "kept"

// What a host is given stays in memory that the program has from the start.
var (
	name      = []byte(path)
	fd, count uint32
	bytes     [64]byte
	list      = vector(bytes[:])
	filestat  [64]byte
	time      uint64
)

func readFile() bool {
	if pathOpen(firstPreopen, 0, unsafe.Pointer(&name[0]), uint32(len(name)), 0, rightRead, 0, 0, unsafe.Pointer(&fd)) != 0 {
		return false
	}
	errno := fdRead(fd, unsafe.Pointer(&list), 1, unsafe.Pointer(&count))
	fdClose(fd)
	return errno == 0 && int(count) == size
}

func statFile() bool {
	errno := pathFilestatGet(firstPreopen, 0, unsafe.Pointer(&name[0]), uint32(len(name)), unsafe.Pointer(&filestat))
	return errno == 0 && binary.LittleEndian.Uint64(filestat[sizeAt:]) == uint64(size)
}

func readClock() bool {
	return clockTimeGet(0, 1, unsafe.Pointer(&time)) == 0 && time > 0
}
