// What POSIX (clock_gettime, nanosleep, time) and WASI preview 1 (clock_time_get, poll_oneoff with clock subscriptions)
// demand of clocks and timers. No upper bound is asked for: a machine may be busy.
package main

import (
	"context"
	"os"
	"time"
)

func isTrue(what string, got bool) error { return same(what, got, true) }

var clocks = []probe{
	// Seconds since the Epoch: after 2025-01-01 and before 2100-01-01.
	{"clocks/realtime", func(string) error {
		now := time.Now().Unix()
		return isTrue("a date of this century", now > 1735689600 && now < 4102444800)
	}},
	{"clocks/realtime-like-files", func(dir string) error {
		before := time.Now()
		err := os.WriteFile(dir+"/new", nil, 0o644)
		info, wrong := os.Stat(dir + "/new")
		err = first(must("write", err), must("stat", wrong))
		if err != nil {
			return err
		}
		distance := info.ModTime().Sub(before)
		return isTrue("a new file's time is about now", distance > -time.Minute && distance < 10*time.Minute)
	}},
	{"clocks/realtime-goes-on", func(string) error {
		before := time.Now().Round(0)
		time.Sleep(20 * time.Millisecond)
		return isTrue("later", time.Now().Round(0).After(before))
	}},
	// CLOCK_MONOTONIC cannot be set and never goes back.
	{"clocks/monotonic-forward", func(string) error {
		last := time.Now()
		for i := 0; i < 2000; i++ {
			now := time.Now()
			if now.Before(last) {
				return same("went back at reading", i, "never")
			}
			last = now
		}
		return nil
	}},
	{"clocks/monotonic-goes-on", func(string) error {
		before := time.Now()
		for i := 0; i < 10000000; i++ {
			if time.Now().After(before) {
				return nil
			}
		}
		return isTrue("later", false)
	}},
	// nanosleep: not less than the time asked for.
	{"clocks/sleep", func(string) error {
		before := time.Now()
		time.Sleep(30 * time.Millisecond)
		return isTrue("slept 30 ms", time.Since(before) >= 30*time.Millisecond)
	}},
	{"clocks/sleep-nothing", func(string) error {
		time.Sleep(0)
		time.Sleep(-time.Second)
		return nil
	}},
	{"clocks/sleep-one-nanosecond", func(string) error {
		time.Sleep(1)
		return nil
	}},
	{"clocks/timers-in-order", func(string) error {
		late, soon := time.After(60*time.Millisecond), time.After(20*time.Millisecond)
		select {
		case <-soon:
		case <-late:
			return isTrue("the sooner first", false)
		}
		<-late
		return nil
	}},
	{"clocks/timer-stopped", func(string) error {
		timer := time.NewTimer(20 * time.Millisecond)
		stopped := timer.Stop()
		time.Sleep(40 * time.Millisecond)
		select {
		case <-timer.C:
			return isTrue("silent", false)
		default:
			return isTrue("stopped", stopped)
		}
	}},
	{"clocks/ticker", func(string) error {
		ticker := time.NewTicker(5 * time.Millisecond)
		defer ticker.Stop()
		before := time.Now()
		for i := 0; i < 3; i++ {
			<-ticker.C
		}
		return isTrue("three of 5 ms", time.Since(before) >= 15*time.Millisecond)
	}},
	{"clocks/deadline", func(string) error {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer cancel()
		<-ctx.Done()
		return same("error", ctx.Err(), context.DeadlineExceeded)
	}},
	// Sleeping goroutines do not wait for each other.
	{"clocks/sleep-at-once", func(string) error {
		done := make(chan int, 50)
		for i := 0; i < 50; i++ {
			go func() { time.Sleep(20 * time.Millisecond); done <- 1 }()
		}
		for i := 0; i < 50; i++ {
			<-done
		}
		return nil
	}},
	// gmtime.
	{"clocks/calendar-utc", func(string) error {
		return same("date", time.Unix(981173106, 0).UTC().Format("2006-01-02 15:04:05"), "2001-02-03 04:05:06")
	}},
	// localtime with TZ=UTC0, which case.yaml sets.
	{"clocks/calendar-local", func(string) error {
		return same("date", time.Unix(981173106, 0).Format("2006-01-02 15:04:05"), "2001-02-03 04:05:06")
	}},
}
