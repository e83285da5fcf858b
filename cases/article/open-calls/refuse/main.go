// Runs a program for which one system call fails with EACCES.
package main

import (
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

// Numbers of Linux on x86-64 (seccomp(2), bpf(4), syscall_64.tbl).
const (
	setNoNewPrivileges = 38
	setSeccomp         = 22
	filterMode         = 2
	allow              = 0x7fff0000
	fail               = 0x00050000
	loadWord           = 0x20
	jumpIfEqual        = 0x15
	answer             = 0x06
)

var calls = map[string]uint32{"openat2": 437}

type instruction struct {
	code    uint16
	yes, no uint8
	value   uint32
}

type program struct {
	length uint16
	at     *instruction
}

func main() {
	runtime.LockOSThread()
	filter := []instruction{
		{loadWord, 0, 0, 0},
		{jumpIfEqual, 0, 1, calls[os.Args[1]]},
		{answer, 0, 0, fail | uint32(syscall.EACCES)},
		{answer, 0, 0, allow},
	}
	rules := program{uint16(len(filter)), &filter[0]}
	must(syscall.RawSyscall(syscall.SYS_PRCTL, setNoNewPrivileges, 1, 0))
	must(syscall.RawSyscall(syscall.SYS_PRCTL, setSeccomp, filterMode, uintptr(unsafe.Pointer(&rules))))
	panic(syscall.Exec(os.Args[2], os.Args[2:], os.Environ()))
}

func must(_, _ uintptr, errno syscall.Errno) {
	if errno != 0 {
		panic(errno)
	}
}
