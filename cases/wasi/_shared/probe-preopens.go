// WASI preview 1 (fd_prestat_get, fd_prestat_dir_name): a guest has the folders that were granted, under the names that were
// given to them, and nothing else. POSIX knows no such thing: what is outside does not exist.
package main

import (
	"os"
	"syscall"
)

// With /data and /other granted; `top` holds the name of the machine's folder.
var preopens = []probe{
	{"preopens/name-absolute", func(string) error { return holds("/data/top", "one") }},
	{"preopens/second", func(string) error { return holds("/other/top", "two") }},
	{"preopens/write", func(string) error {
		return first(must("write", os.WriteFile("/data/2/new", []byte("abc"), 0o644)), holds("/data/2/new", "abc"))
	}},
	{"preopens/list", func(string) error { return lists("/data/3/folder", "inner") }},
	{"preopens/stat", func(string) error {
		info, err := os.Stat("/data")
		if err != nil {
			return must("stat", err)
		}
		return same("directory", info.IsDir(), true)
	}},
	// rename, link: [EXDEV] only where the file systems are different ones.
	{"preopens/rename-across", func(string) error {
		return first(renames("/data/5/file", "/other/5/new"), holds("/other/5/new", "0123456789"), gone("/data/5/file"))
	}},
	{"preopens/link-across", func(string) error {
		return first(hard("/data/6/file", "/other/6/new"), holds("/other/6/new", "0123456789"))
	}},
	// open: [ENOENT]. Go passes the descriptor -1 where no folder fits, which path_open has to call EBADF.
	{"preopens/outside", func(string) error {
		_, err := os.Open("/nowhere/file")
		return wants(err, syscall.ENOENT, syscall.EBADF)
	}},
	// A name is whole components: /database is not in /data.
	{"preopens/outside-longer-name", func(string) error { return stays("/database/top") }},
	{"preopens/outside-dots", func(string) error { return stays("/data/../../../../../../etc/passwd") }},
	{"preopens/outside-write", func(string) error {
		return same("an error", os.WriteFile("/nowhere", nil, 0o644) != nil, true)
	}},
	// Dots that stay inside do no harm, and lead from one granted folder to the other.
	{"preopens/dots-inside", func(string) error { return holds("/data/0/../top", "one") }},
	{"preopens/dots-across", func(string) error { return holds("/data/../other/top", "two") }},
}

// With / and /data granted: the longer name wins, as a mount does.
var preopensNested = []probe{
	{"preopens/nested-outer", func(string) error { return holds("/top", "one") }},
	{"preopens/nested-inner", func(string) error { return holds("/data/top", "two") }},
}

// A program without any folder starts, and finds none.
var preopensNone = []probe{
	{"preopens/none", func(string) error { return stays("/top") }},
	{"preopens/none-relative", func(string) error { return stays("top") }},
}

// With /data granted for reading.
var preopensReadOnly = []probe{
	{"preopens/read-only-read", func(string) error { return holds("/top", "one") }},
	{"preopens/read-only-write", func(string) error {
		return same("an error", os.WriteFile("/1/file", []byte("abc"), 0o644) != nil, true)
	}},
	{"preopens/read-only-create", func(string) error {
		return same("an error", os.WriteFile("/2/new", []byte("abc"), 0o644) != nil, true)
	}},
	{"preopens/read-only-remove", func(string) error {
		return first(same("an error", os.Remove("/3/file") != nil, true), holds("/3/file", "0123456789"))
	}},
}
