package main

import (
	"fmt"
	"os"
	"runtime"
	"sync/atomic"
	"time"
)

func main() {
	fmt.Println("built-for=" + builtFor)
	fmt.Println("found=" + runtime.GOOS)
	fmt.Printf("gomaxprocs=%d\n", runtime.GOMAXPROCS(0))
	tell("arguments", len(os.Args) > 1 && os.Args[len(os.Args)-1] == "argument")
	tell("environment", os.Getenv("EMRIFT_PROBE") == "seen")
	tell("clock", time.Now().Year() >= 2020)
	begin := time.Now()
	time.Sleep(30 * time.Millisecond)
	passed := time.Since(begin)
	tell("monotonic", passed >= 25*time.Millisecond && passed < 10*time.Second)
	tell("files", keepsFile())
	tell("truncates", truncates())
	tell("network", hasNetwork())
	tell("runs-while-sleeping", ticksDuring(func() { time.Sleep(300 * time.Millisecond) }) >= 3)
	var read int
	ticks := ticksDuring(func() { read, _ = os.Stdin.Read(make([]byte, 16)) })
	tell("stdin", read > 0)
	tell("runs-while-reading", read > 0 && ticks >= 3)
}

func tell(name string, yes bool) {
	word := "no"
	if yes {
		word = "yes"
	}
	fmt.Println(name + "=" + word)
}

func keepsFile() bool {
	if err := os.WriteFile("note.txt", []byte("kept"), 0o644); err != nil {
		return false
	}
	text, err := os.ReadFile("note.txt")
	return err == nil && string(text) == "kept"
}

func truncates() bool {
	file, err := os.OpenFile("note.txt", os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return false
	}
	defer file.Close()
	info, err := file.Stat()
	return err == nil && info.Size() == 0
}

// ticksDuring counts how often another goroutine gets its turn while work goes on.
func ticksDuring(work func()) int32 {
	var ticks int32
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				atomic.AddInt32(&ticks, 1)
			}
		}
	}()
	work()
	close(stop)
	return atomic.LoadInt32(&ticks)
}
