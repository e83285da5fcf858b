package main

import "fmt"

func main() {
	fmt.Println("first words")
	fmt.Print("last words")
}
