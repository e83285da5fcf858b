package main

import "fmt"

type node struct{ next *node }

func (n *node) depth() int {
	if n == nil {
		return 0
	}
	return 1 + n.next.depth()
}

func main() {
	var list *node
	for i := 0; i < 120000; i++ {
		list = &node{list}
	}
	fmt.Println("depth", list.depth())
}
