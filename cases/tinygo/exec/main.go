package main

import (
	"fmt"
	"os/exec"
)

func main() {
	if err := exec.Command("/bin/true").Run(); err != nil {
		fmt.Printf("starts=%v\n", err)
		return
	}
	fmt.Println("starts=yes")
}
