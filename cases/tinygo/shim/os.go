//go:build os

package main

import (
	"os"
	"time"
)

const way = "os"

func readFile() bool {
	text, err := os.ReadFile(path)
	return err == nil && len(text) == size
}

func statFile() bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() == int64(size)
}

func readClock() bool { return time.Now().Unix() > 0 }

func show(text string) { os.Stdout.WriteString(text) }
