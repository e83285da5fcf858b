package main

import "syscall"

const builtFor = "wasip1"

// hasNetwork tells whether a program can open a socket of its own.
func hasNetwork() bool {
	_, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	return err == nil
}
