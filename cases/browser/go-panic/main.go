package main

func main() {
	deep(3)
}

func deep(left int) {
	if left == 0 {
		panic("boom")
	}
	deep(left - 1)
}
