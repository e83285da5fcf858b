// What POSIX (read, write, isatty) and WASI preview 1 (fd_read, fd_write on 0, 1, 2) demand of standard streams.
package main

import (
	"errors"
	"io"
	"os"
	"syscall"
	"time"
)

func readsInput(wanted string) error {
	got, err := io.ReadAll(os.Stdin)
	return first(must("read", err), same("input", string(got), wanted))
}

// isNoTerminal asks as programs do that have no isatty: a terminal is a character device.
func isNoTerminal(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return must("stat", err)
	}
	return same("a character device", info.Mode()&os.ModeCharDevice != 0, false)
}

var stdinEmpty = []probe{{"streams/stdin-empty", func(string) error { return readsInput("") }}}

var stdinFile = []probe{
	{"streams/stdin-file-no-terminal", func(string) error { return isNoTerminal(os.Stdin) }},
	// lseek: a file may be sought in, whatever its descriptor is called.
	{"streams/stdin-file-seek", func(string) error {
		at, err := os.Stdin.Seek(4, io.SeekStart)
		back, wrong := os.Stdin.Seek(0, io.SeekStart)
		return first(must("seek", err), must("seek", wrong), same("offset", at, 4), same("offset", back, 0))
	}},
	{"streams/stdin-file", func(string) error { return readsInput("one\ntwo\n") }},
}

var stdinPipe = []probe{
	{"streams/stdin-pipe-no-terminal", func(string) error { return isNoTerminal(os.Stdin) }},
	// lseek: [ESPIPE] the descriptor is a pipe's.
	{"streams/stdin-pipe-seek", func(string) error {
		_, err := os.Stdin.Seek(0, io.SeekCurrent)
		return wants(err, syscall.ESPIPE)
	}},
	{"streams/stdin-pipe", func(string) error { return readsInput("one\ntwo\n") }},
}

// read: it waits for what comes a second later; [EAGAIN] is for descriptors that were made non-blocking by the program.
var stdinLarge = []probe{{"streams/stdin-pipe-megabyte", func(string) error {
	got, err := io.ReadAll(os.Stdin)
	return first(must("read", err), same("bytes", len(got), 1<<20))
}}}

// exec: where 0, 1 or 2 would be closed, an implementation may open an unspecified file for it. So it is an error or the
// end of a file, and nothing worse.
var stdinClosed = []probe{{"streams/stdin-closed", func(string) error {
	n, err := os.Stdin.Read(make([]byte, 1))
	if err == io.EOF {
		return same("bytes", n, 0)
	}
	return wants(err, syscall.EBADF)
}}}

// A read that waits in one goroutine does not stop the timers of the others.
var stdinLate = []probe{{"streams/timer-while-reading", func(string) error {
	began := time.Now()
	read := make(chan time.Duration, 1)
	go func() {
		os.Stdin.Read(make([]byte, 1))
		read <- time.Since(began)
	}()
	time.Sleep(50 * time.Millisecond)
	slept := time.Since(began)
	return same("the timer came before the input, which is a second late", slept < <-read, true)
}}}

var stdoutFile = []probe{
	{"streams/stdout-file-no-terminal", func(string) error { return isNoTerminal(os.Stdout) }},
	{"streams/stdout-file", func(string) error {
		_, err := os.Stdout.WriteString("written")
		return must("write", err)
	}},
}

// Closed: as for reading; /dev/null may have been opened in its place.
var stdoutClosed = []probe{{"streams/stdout-closed", func(string) error {
	_, err := os.Stdout.WriteString("written")
	if err == nil || errors.Is(err, notCapable) {
		return nil
	}
	return wants(err, syscall.EBADF)
}}}

// write: [ENOSPC] there is no space; /dev/full never has any.
var stdoutFull = []probe{{"streams/stdout-full", func(string) error {
	_, err := os.Stdout.WriteString("written")
	return wants(err, syscall.ENOSPC)
}}}
