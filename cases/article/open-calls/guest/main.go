package main

import (
	"fmt"
	"os"
)

func main() {
	if _, err := os.ReadFile("note.txt"); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("yes")
}
