package main

import "os"

func main() {
	if len(os.Args) < 2 {
		os.Exit(9)
	}
	switch os.Args[1] {
	case "exit":
		os.Exit(3)
	case "panic":
		panic("told")
	case "deadlock":
		select {}
	}
}
