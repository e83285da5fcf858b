package main

import "os"

// scenes are the questions that need the same surroundings, which case.yaml gives them.
var scenes = map[string][]probe{
	"main":               join(arguments, environment, random, clocks, files, directories, links, metadata, sockets),
	"exit-0":             ends(0),
	"exit-1":             ends(1),
	"exit-3":             ends(3),
	"exit-125":           ends(125),
	"exit-126":           ends(126),
	"exit-255":           ends(255),
	"exit-return":        nil,
	"exit-abort":         {{"exit/abort", func(string) error { go panic("as asked"); select {} }}},
	"exit-output":        {{"exit/output", func(string) error { os.Stdout.WriteString("last"); os.Exit(0); return nil }}},
	"preopens":           preopens,
	"preopens-nested":    preopensNested,
	"preopens-relative":  {{"preopens/name-relative", func(string) error { return holds("data/top", "one") }}},
	"preopens-dot":       {{"preopens/name-dot", func(string) error { return holds("top", "one") }}},
	"preopens-root":      {{"preopens/name-root", func(string) error { return holds("/top", "one") }}},
	"preopens-slash":     {{"preopens/name-slash-at-end", func(string) error { return holds("/data/top", "one") }}},
	"preopens-none":      preopensNone,
	"preopens-read-only": preopensReadOnly,
	"stdin-empty":        stdinEmpty,
	"stdin-file":         stdinFile,
	"stdin-pipe":         stdinPipe,
	"stdin-large":        stdinLarge,
	"stdin-closed":       stdinClosed,
	"stdin-late":         stdinLate,
	"stdout-file":        stdoutFile,
	"stdout-closed":      stdoutClosed,
	"stdout-full":        stdoutFull,
	"accept":             accept,
}

func join(all ...[]probe) []probe {
	var joined []probe
	for _, some := range all {
		joined = append(joined, some...)
	}
	return joined
}

func ends(code int) []probe {
	return []probe{{"exit/code", func(string) error { os.Exit(code); return nil }}}
}
