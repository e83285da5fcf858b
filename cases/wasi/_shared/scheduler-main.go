// Waits in a goroutine while another counts, or waits and does nothing else.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"
)

const wait = 3 * time.Second

// patience is how long a wait of three seconds may take beside a goroutine that is busy.
const patience = 30 * time.Second

// waitFor waits as long as `wait`: for its own clock, for another goroutine, or for whoever holds the other end of a pipe.
func waitFor(how string) error {
	switch how {
	case "sleep":
		time.Sleep(wait)
	case "channel":
		done := make(chan bool)
		time.AfterFunc(wait, func() { done <- true })
		<-done
	case "stdin":
		if _, err := os.Stdin.Read(make([]byte, 1)); err != nil {
			return err
		}
	case "fifo":
		file, err := os.Open("/fifo")
		if err != nil {
			return err
		}
		if _, err := file.Read(make([]byte, 1)); err != nil {
			return err
		}
	}
	return nil
}

// count counts until `done`, and gives the longest time between two numbers.
func count(done <-chan error) (longest time.Duration, err error) {
	start := time.Now()
	last := start
	for {
		select {
		case err = <-done:
			return max(longest, time.Since(last)), err
		default:
		}
		runtime.Gosched()
		now := time.Now()
		longest = max(longest, now.Sub(last))
		last = now
		if now.Sub(start) > patience {
			return longest, errors.New("it is not woken while another goroutine is busy")
		}
	}
}

func max(a, b time.Duration) time.Duration {
	if a > b {
		return a
	}
	return b
}

func main() {
	if len(os.Args) < 3 {
		return
	}
	mode, how := os.Args[1], os.Args[2]
	if err := os.WriteFile("/ready", nil, 0o666); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	if mode == "idle" {
		if err := waitFor(how); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	done := make(chan error)
	go func() { done <- waitFor(how) }()
	longest, err := count(done)
	if longest > wait/2 {
		fmt.Printf("--- FAIL: sched/others-run-during-%s: all goroutines stand still\n", how)
	} else {
		fmt.Printf("--- PASS: sched/others-run-during-%s\n", how)
	}
	if err != nil {
		fmt.Printf("--- FAIL: sched/%s-ends-beside-others: %v\n", how, err)
	} else {
		fmt.Printf("--- PASS: sched/%s-ends-beside-others\n", how)
	}
}
