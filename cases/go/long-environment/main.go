package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println("length", len(os.Getenv("CHANGES")))
}
