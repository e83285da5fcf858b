package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
)

// The first descriptor after the standard ones, where a host puts a socket that it was told to open.
const firstSocket = 3

func main() {
	listener, err := net.FileListener(os.NewFile(firstSocket, "socket"))
	if err != nil {
		panic(err)
	}
	served := 0
	panic(http.Serve(listener, http.HandlerFunc(func(to http.ResponseWriter, _ *http.Request) {
		served++
		fmt.Fprintf(to, "answer %d", served)
	})))
}
