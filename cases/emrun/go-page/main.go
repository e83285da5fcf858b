package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println("hello from Go")
	os.Exit(3)
}
