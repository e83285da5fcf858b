package main

import (
	"fmt"
	"syscall/js"
	"time"
)

func main() {
	const calls, rounds = 20000, 9
	host := js.Global().Get("host")
	best := int64(1) << 62
	for round := 0; round < rounds; round++ {
		begin := time.Now()
		for i := 0; i < calls; i++ {
			host.Call("add", i, 1)
		}
		if took := time.Since(begin).Nanoseconds(); took < best {
			best = took
		}
	}
	fmt.Println(best)
}
