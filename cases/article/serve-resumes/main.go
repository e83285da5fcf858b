package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"syscall"
)

// The first descriptor after the standard ones, where a host puts a socket that it was told to open.
const firstSocket = 3

func main() {
	if os.Args[len(os.Args)-1] == "non-blocking" {
		if err := syscall.SetNonblock(firstSocket, true); err != nil {
			panic(err)
		}
	}
	listener, err := net.FileListener(os.NewFile(firstSocket, "socket"))
	if err != nil {
		panic(err)
	}
	panic(http.Serve(listener, http.HandlerFunc(func(to http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(to, "answer")
	})))
}
