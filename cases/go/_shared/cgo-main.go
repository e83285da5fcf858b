package main

// static int add(int a, int b) { return a + b; }
import "C"

import "fmt"

func main() {
	fmt.Println("add", C.add(2, 3))
}
