package main

import (
	"fmt"
	"os"
)

func main() {
	file, err := os.OpenFile("tmp.txt", os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0644)
	if err != nil {
		panic(err)
	}
	info, err := file.Stat()
	if err != nil {
		panic(err)
	}
	fmt.Println("size", info.Size())
}
