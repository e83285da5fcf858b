// WASI preview 1 cannot open sockets: a guest accepts on those that were granted (sock_accept). Go has a network of its own
// inside the program for the rest.
package main

import (
	"io"
	"net"
	"os"
	"time"
)

var sockets = []probe{
	{"sockets/inside-program", func(string) error {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return must("listen", err)
		}
		defer listener.Close()
		go func() {
			if conn, err := listener.Accept(); err == nil {
				io.WriteString(conn, "pong")
				conn.Close()
			}
		}()
		conn, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			return must("dial", err)
		}
		got, err := io.ReadAll(conn)
		return first(must("read", err), same("received", string(got), "pong"))
	}},
	// connect: [ECONNREFUSED] and the like; no waiting, no crash.
	{"sockets/dial-outside", func(string) error {
		_, err := net.DialTimeout("tcp", "192.0.2.1:9", 5*time.Second)
		return same("an error", err != nil, true)
	}},
	{"sockets/lookup", func(string) error {
		_, err := net.LookupHost("nowhere.invalid")
		return same("an error", err != nil, true)
	}},
}

// With a listening socket as descriptor 3 and a client that sends ping and waits for pong.
var accept = []probe{{"sockets/accept", func(string) error {
	listener, err := net.FileListener(os.NewFile(3, "socket"))
	if err != nil {
		return must("listen", err)
	}
	conn, err := listener.Accept()
	if err != nil {
		return must("accept", err)
	}
	buffer := make([]byte, 4)
	_, err = io.ReadFull(conn, buffer)
	_, wrong := io.WriteString(conn, "pong")
	return first(must("receive", err), same("received", string(buffer), "ping"), must("send", wrong), must("close", conn.Close()))
}}}
