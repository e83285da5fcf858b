package main

import (
	"fmt"
	"strings"
	"syscall"
)

func main() {
	fd, err := syscall.Open("/input.txt", syscall.O_RDONLY, 0)
	if err != nil {
		panic(err)
	}
	buffer := make([]byte, 64)
	n, err := syscall.Read(fd, buffer)
	if err != nil {
		panic(err)
	}
	fmt.Printf("read %d: %s\n", n, strings.TrimSpace(string(buffer[:n])))
}
