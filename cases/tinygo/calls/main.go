package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	tell("arguments", len(os.Args) > 1 && os.Args[len(os.Args)-1] == "argument", nil)
	tell("environment", os.Getenv("EMRIFT_PROBE") == "seen", nil)
	text, err := os.ReadFile("input.txt")
	tell("reads", string(text) == "kept\n", err)
	info, err := os.Stat("input.txt")
	tell("stats", err == nil && info.Size() == 5, err)
	err = os.WriteFile("note.txt", []byte("long ago"), 0o644)
	tell("creates", err == nil, err)
	size, err := truncate("note.txt")
	tell("truncates", err == nil && size == 0, err)
	entries, err := os.ReadDir(".")
	tell("lists", err == nil && len(entries) > 1, err)
	err = os.Remove("note.txt")
	_, gone := os.Stat("note.txt")
	tell("removes", err == nil && os.IsNotExist(gone), err)
	before := time.Now()
	tell("wall-clock", before.Unix() > 1_600_000_000, nil)
	time.Sleep(50 * time.Millisecond)
	passed := time.Since(before)
	tell("sleeps", passed >= 40*time.Millisecond, nil)
	tell("monotonic", passed > 0 && passed < 10*time.Second, nil)
}

func truncate(path string) (int64, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// tell prints whether something is as it should be, or the error that kept it from being.
func tell(name string, yes bool, err error) {
	switch {
	case err != nil:
		fmt.Printf("%s=%v\n", name, err)
	case yes:
		fmt.Printf("%s=yes\n", name)
	default:
		fmt.Printf("%s=no\n", name)
	}
}
