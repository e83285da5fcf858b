package main

import (
	"fmt"
	"os"
)

func main() {
	if _, err := os.ReadFile("note.txt"); err != nil {
		panic(err)
	}
	fmt.Println("opened the file")
	for {
	}
}
