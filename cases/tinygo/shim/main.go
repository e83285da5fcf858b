// Tells how many allocations a call takes that reads a file, looks at it, or asks for the time.
package main

import "runtime"

const (
	calls = 100
	size  = len("input\n")
	path  = "input.txt"
)

var memory runtime.MemStats

func allocations(call func() bool) uint64 {
	if !call() {
		panic("the call fails")
	}
	runtime.ReadMemStats(&memory)
	before := memory.Mallocs
	for range [calls]struct{}{} {
		call()
	}
	runtime.ReadMemStats(&memory)
	return (memory.Mallocs - before + calls/2) / calls
}

func tell(name string, count uint64) {
	digits := [20]byte{}
	at := len(digits)
	for {
		at--
		digits[at] = byte('0' + count%10)
		if count /= 10; count == 0 {
			break
		}
	}
	show(way + "-" + name + "=" + string(digits[at:]) + "\n")
}

func main() {
	read := allocations(readFile)
	stat := allocations(statFile)
	now := allocations(readClock)
	tell("read", read)
	tell("stat", stat)
	tell("now", now)
}
