// What POSIX (exec, environ, exit) and WASI preview 1 (args_get, environ_get, random_get, proc_exit) demand of arguments,
// environment, random bytes and the end of a program. case.yaml gives what is asked for.
package main

import (
	"bytes"
	"crypto/rand"
	"math/big"
	"os"
	"strings"
)

func isArgument(name string, at int, wanted string) probe {
	return probe{name, func(string) error {
		if at >= len(args) {
			return same("arguments", len(args), 6)
		}
		return same("argument", args[at], wanted)
	}}
}

// exec: the argument strings are handed on as they are, in their order; args_get.
var arguments = []probe{
	{"arguments/count", func(string) error { return same("arguments", len(args), 6) }},
	{"arguments/program", func(string) error {
		return same("ends with the module's name", strings.HasSuffix(os.Args[0], "main.wasm"), true)
	}},
	isArgument("arguments/spaces", 0, "two  words"),
	isArgument("arguments/empty", 1, ""),
	isArgument("arguments/unicode", 2, "ä€😀"),
	isArgument("arguments/dashes", 3, "--dir"),
	isArgument("arguments/newline", 4, "line\nbreak"),
	{"arguments/long", func(string) error { return same("length", len(args[5]), 4000) }},
}

func isVariable(name, variable, wanted string) probe {
	return probe{name, func(string) error {
		value, found := os.LookupEnv(variable)
		return first(same("found", found, true), same("value", value, wanted))
	}}
}

// environ: strings of the form name=value; only what was granted reaches a guest (environ_get).
var environment = []probe{
	isVariable("environment/value", "PLAIN", "value"),
	isVariable("environment/empty", "EMPTY", ""),
	isVariable("environment/equals", "EQUALS", "a=b=c"),
	isVariable("environment/spaces", "SPACES", "two  words"),
	isVariable("environment/unicode", "UNICODE", "ä€😀"),
	{"environment/missing", func(string) error {
		_, found := os.LookupEnv("MISSING")
		return same("found", found, false)
	}},
	{"environment/nothing-else", func(string) error {
		_, path := os.LookupEnv("PATH")
		_, home := os.LookupEnv("HOME")
		return same("the machine's PATH and HOME", path || home, false)
	}},
	{"environment/set", func(string) error {
		return first(must("set", os.Setenv("PLAIN", "new")), same("value", os.Getenv("PLAIN"), "new"))
	}},
}

// getentropy, random_get: the buffer is filled with random bytes.
var random = []probe{
	{"random/fills", func(string) error {
		buffer := make([]byte, 64)
		_, err := rand.Read(buffer)
		// 64 bytes of which none reaches the last 16 are as good as impossible.
		return first(must("read", err), same("zeros at the end", bytes.Equal(buffer[48:], make([]byte, 16)), false))
	}},
	{"random/differs", func(string) error {
		one, other := make([]byte, 32), make([]byte, 32)
		_, err := rand.Read(one)
		_, wrong := rand.Read(other)
		return first(must("read", err), must("read", wrong), same("equal", bytes.Equal(one, other), false))
	}},
	{"random/nothing", func(string) error {
		n, err := rand.Read(nil)
		return first(must("read", err), same("bytes", n, 0))
	}},
	// Hosts may take this in parts; a guest sees the whole.
	{"random/megabyte", func(string) error {
		buffer := make([]byte, 1<<20)
		_, err := rand.Read(buffer)
		ones := 0
		for _, b := range buffer {
			ones += int(b & 1)
		}
		// 2^19 are expected, with a deviation of 2^9: ten thousand off is twenty deviations.
		return first(must("read", err), same("about half odd", ones > 1<<19-10000 && ones < 1<<19+10000, true))
	}},
	{"random/number", func(string) error {
		n, err := rand.Int(rand.Reader, big.NewInt(10))
		return first(must("read", err), same("below 10", n.Int64() < 10, true))
	}},
}
