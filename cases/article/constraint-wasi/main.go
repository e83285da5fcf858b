//go:build js || wasi

package main

import "fmt"

func main() {
	fmt.Println("hello from either")
}
