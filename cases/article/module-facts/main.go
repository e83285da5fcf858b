package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	text, err := os.ReadFile("go.mod")
	info, statErr := os.Stat("go.mod")
	fmt.Println(len(text), err, info, statErr, time.Now())
}
