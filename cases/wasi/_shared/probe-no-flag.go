//go:build !go1.24 && wasip1

package main

// Go has no O_DIRECTORY for WASI before 1.24.
const directoryFlag = 0
