package main

import (
	"fmt"
	"unsafe"
)

// Of WASI preview 1 (typenames.witx).
const (
	clockRealtime  = 0
	clockMonotonic = 1
	oflagsCreate   = 1
	rightRead      = 1 << 1
	rightWrite     = 1 << 6
	firstPreopen   = 3
)

func main() {
	var prestat [8]byte
	tell("preopened-3", yes(prestatGet(firstPreopen, unsafe.Pointer(&prestat)) == 0))
	_, errno := open("note.txt", oflagsCreate, rightRead|rightWrite)
	tell("create-flag", word(errno))
	fd, errno := open("note.txt", 0, 0)
	tell("open-without-rights", word(errno))
	_, errno = transfer(read, fd)
	tell("read-without-right", word(errno))
	_, errno = open("../outside.txt", oflagsCreate, rightRead|rightWrite)
	tell("open-outside", word(errno))
	fd, _ = open("note.txt", 0, rightRead)
	_, errno = transfer(write, fd)
	tell("write-without-right", word(errno))
	fd, _ = open("note.txt", 0, rightRead|rightWrite)
	_, errno = transfer(write, fd)
	tell("write-with-right", word(errno))
	wall, errno := now(clockRealtime)
	tell("wall-clock", yes(errno == 0 && wall > 1_600_000_000_000_000_000))
	before, errno := now(clockMonotonic)
	waited := poll(50_000_000)
	after, _ := now(clockMonotonic)
	tell("monotonic-clock", yes(errno == 0 && after > before))
	tell("poll-waits", yes(waited == 0 && after-before >= 40_000_000))
}

func tell(name, value string) { fmt.Println(name + "=" + value) }

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// word names an error as WASI does.
func word(errno uint32) string {
	names := map[uint32]string{
		0: "success", 2: "EACCES", 8: "EBADF", 21: "EFAULT", 28: "EINVAL", 44: "ENOENT", 52: "ENOSYS",
		54: "ENOTDIR", 60: "ENXIO", 63: "EPERM", 76: "ENOTCAPABLE",
	}
	if name, ok := names[errno]; ok {
		return name
	}
	return fmt.Sprintf("errno %d", errno)
}

func open(path string, oflags uint32, rights uint64) (fd, errno uint32) {
	bytes := []byte(path)
	errno = pathOpen(firstPreopen, 0, unsafe.Pointer(&bytes[0]), uint32(len(bytes)), oflags, rights, 0, 0, unsafe.Pointer(&fd))
	return fd, errno
}

type iovec struct{ at, size uint32 }

// transfer reads or writes four bytes.
func transfer(call func(uint32, unsafe.Pointer, uint32, unsafe.Pointer) uint32, fd uint32) (count, errno uint32) {
	bytes := [4]byte{'k', 'e', 'p', 't'}
	list := iovec{uint32(uintptr(unsafe.Pointer(&bytes))), 4}
	errno = call(fd, unsafe.Pointer(&list), 1, unsafe.Pointer(&count))
	return count, errno
}

func read(fd uint32, list unsafe.Pointer, lists uint32, count unsafe.Pointer) uint32 {
	return fdRead(fd, list, lists, count)
}

func write(fd uint32, list unsafe.Pointer, lists uint32, count unsafe.Pointer) uint32 {
	return fdWrite(fd, list, lists, count)
}

func now(clock uint32) (nanoseconds uint64, errno uint32) {
	errno = clockTimeGet(clock, 1, unsafe.Pointer(&nanoseconds))
	return nanoseconds, errno
}

// poll waits for a clock; a subscription has 48 bytes, with the clock at 16, an event 32.
func poll(nanoseconds uint64) uint32 {
	subscription := struct {
		userdata  uint64
		kind      uint8
		_         [7]byte
		clock     uint32
		timeout   uint64
		precision uint64
		flags     uint16
	}{clock: clockMonotonic, timeout: nanoseconds}
	var event [32]byte
	var events uint32
	return pollOneoff(unsafe.Pointer(&subscription), unsafe.Pointer(&event), 1, unsafe.Pointer(&events))
}
