package main

import (
	"fmt"
	"syscall/js"
)

func main() {
	res, err := js.Global().Get("fetch").Invoke(`data:application/json,{"text":"hello from JSON"}`)
	if err != nil {
		panic(err)
	}
	json := res.Call("json")
	data := json.Await()
	fmt.Println(data.Get("text").String())
}
