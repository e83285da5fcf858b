package main

import (
	"fmt"
	"net/http"
)

func main() {
	if _, err := http.Get("http://127.0.0.1:1/"); err != nil {
		fmt.Println("no network")
	}
}
