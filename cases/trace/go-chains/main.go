package main

import (
	"net"
	"os"
	"time"
)

// sink keeps what is read from being left out.
var sink int

func main() {
	// The first mark opens standard error.
	mark("")
	for range [4]int{} {
		stretch("os.Args", func() { sink += len(os.Args) })
		stretch("os.Getenv", func() { sink += len(os.Getenv("EMRIFT")) })
		stretch("os.Open", func() {
			if _, err := os.Open("/none"); err == nil {
				panic("opened")
			}
		})
		stretch("os.OpenFile", func() {
			file, err := os.OpenFile("/new.txt", os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
			check(err)
			check(file.Close())
		})
		stretch("os.ReadDir", func() {
			entries, err := os.ReadDir("/")
			check(err)
			sink += len(entries)
		})
		stretch("os.ReadFile", func() {
			content, err := os.ReadFile("/f.txt")
			check(err)
			sink += len(content)
		})
		stretch("os.Stat", func() {
			_, err := os.Stat("/f.txt")
			check(err)
		})
		stretch("net.Listen", func() {
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			check(err)
			check(listener.Close())
		})
		stretch("time.Now", func() { sink += int(time.Now().Unix()) })
	}
}

func stretch(name string, do func()) {
	mark(" " + name)
	do()
	mark("")
}

func mark(name string) {
	_, err := os.Stderr.WriteString("mark" + name + "\n")
	check(err)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
