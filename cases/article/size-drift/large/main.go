package main

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"text/template"
)

func main() {
	var value map[string]interface{}
	if err := json.Unmarshal([]byte(`{"who": "JSON"}`), &value); err != nil {
		panic(err)
	}
	page := template.Must(template.New("page").Parse("hello from {{.who}}\n"))
	if err := page.Execute(os.Stdout, value); err != nil {
		panic(err)
	}
	fmt.Println(regexp.MustCompile(`l+`).ReplaceAllString(strings.Repeat("hello ", 2), "l"))
}
