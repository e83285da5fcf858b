package main

import "fmt"

func main() {
	fmt.Println("first line")
	fmt.Print("last line")
}
