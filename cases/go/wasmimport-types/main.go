package main

//go:wasmimport host report
func report(message string, urgent bool)

func main() {
	report("disk full", true)
}
