package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	fmt.Println("waiting")
	select {
	case <-make(chan bool):
	case <-time.After(time.Second):
		fmt.Println("nothing came")
		os.Exit(2)
	}
}
