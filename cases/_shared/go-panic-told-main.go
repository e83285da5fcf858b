package main

func main() {
	panic("lost in the page")
}
