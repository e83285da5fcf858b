// The same program with the C function written in Go.
package main

import "fmt"

func add(a, b int32) int32 { return a + b }

func main() {
	fmt.Println("add", add(2, 3))
}
