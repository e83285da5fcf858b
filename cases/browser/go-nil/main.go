package main

type node struct{ next *node }

func main() {
	println(follow(&node{}))
}

func follow(start *node) bool {
	return start.next.next == nil
}
