//go:build go1.24 || !wasip1

package main

import "syscall"

const directoryFlag = syscall.O_DIRECTORY
