package main

import (
	"fmt"
	"os"
)

// As many calls as a guest makes before it is killed.
const calls = 2000

func main() {
	if len(os.Args) > 1 && os.Args[1] == "stay" {
		for range [calls]int{} {
			_, err := os.Stat("/f.txt")
			check(err)
		}
		fmt.Println("ready")
		for {
		}
	}
	_, err := os.ReadFile("/f.txt")
	check(err)
	if _, err := os.ReadFile("/none.txt"); err == nil {
		panic("read what is not there")
	}
	fmt.Println("end")
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
