// What POSIX (stat, lstat, fstat, utimensat) and WASI preview 1 (path_filestat_get, fd_filestat_get,
// path_filestat_set_times, type filestat) demand of what a file is known by.
package main

import (
	"os"
	"syscall"
	"time"
)

// long is a time that every file system can keep: 2001-02-03 04:05:06 UTC, which `file` has.
var long = time.Unix(981173106, 0)

func stats(path string, do func(info os.FileInfo) error) error {
	info, err := os.Stat(path)
	if err != nil {
		return must("stat", err)
	}
	return do(info)
}

func lstats(path string, do func(info os.FileInfo) error) error {
	info, err := os.Lstat(path)
	if err != nil {
		return must("lstat", err)
	}
	return do(info)
}

func fstats(path string, do func(info os.FileInfo) error) error {
	f, err := os.Open(path)
	if err != nil {
		return must("open", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return must("fstat", err)
	}
	return do(info)
}

func isType(info os.FileInfo, wanted string) error {
	return same("type", info.Mode().Type().String(), wanted)
}

// near demands a time of this minute or so: the guest's clock and the file system's are one machine's.
func near(what string, at time.Time) error {
	distance := time.Since(at)
	return same(what+" is about now", distance > -time.Minute && distance < 10*time.Minute, true)
}

func identity(path string) (dev, ino, nlink uint64, err error) {
	var stat syscall.Stat_t
	err = syscall.Stat(path, &stat)
	return uint64(stat.Dev), uint64(stat.Ino), uint64(stat.Nlink), err
}

var metadata = []probe{
	{"metadata/stat-size", func(dir string) error {
		return stats(dir+"/file", func(info os.FileInfo) error { return same("size", info.Size(), 10) })
	}},
	{"metadata/stat-file", func(dir string) error {
		return stats(dir+"/file", func(info os.FileInfo) error { return isType(info, "----------") })
	}},
	{"metadata/stat-directory", func(dir string) error {
		return stats(dir+"/folder", func(info os.FileInfo) error { return isType(info, "d---------") })
	}},
	// stat: a trailing slash is only for directories.
	{"metadata/stat-trailing-slash", func(dir string) error {
		var stat syscall.Stat_t
		return first(must("stat folder/", syscall.Stat(dir+"/folder/", &stat)), wants(syscall.Stat(dir+"/file/", &stat), syscall.ENOTDIR))
	}},
	{"metadata/stat-missing", func(dir string) error {
		_, err := os.Stat(dir + "/none")
		return wants(err, syscall.ENOENT)
	}},
	{"metadata/stat-root", func(dir string) error {
		return stats("/", func(info os.FileInfo) error { return isType(info, "d---------") })
	}},
	// stat follows links, lstat does not.
	{"metadata/stat-link", func(dir string) error {
		return stats(dir+"/link", func(info os.FileInfo) error {
			return first(isType(info, "----------"), same("size", info.Size(), 10))
		})
	}},
	{"metadata/stat-dangling", func(dir string) error {
		_, err := os.Stat(dir + "/dangling")
		return wants(err, syscall.ENOENT)
	}},
	{"metadata/stat-loop", func(dir string) error {
		_, err := os.Stat(dir + "/loop")
		return wants(err, syscall.ELOOP)
	}},
	{"metadata/lstat-link", func(dir string) error {
		return lstats(dir+"/link", func(info os.FileInfo) error { return isType(info, "L---------") })
	}},
	// lstat: the size of a symbolic link is the length of its target.
	{"metadata/lstat-link-size", func(dir string) error {
		return lstats(dir+"/link", func(info os.FileInfo) error { return same("size", info.Size(), 4) })
	}},
	{"metadata/lstat-dangling", func(dir string) error {
		return lstats(dir+"/dangling", func(info os.FileInfo) error { return isType(info, "L---------") })
	}},
	{"metadata/fstat-file", func(dir string) error {
		return fstats(dir+"/file", func(info os.FileInfo) error {
			return first(isType(info, "----------"), same("size", info.Size(), 10))
		})
	}},
	{"metadata/fstat-directory", func(dir string) error {
		return fstats(dir+"/folder", func(info os.FileInfo) error { return isType(info, "d---------") })
	}},
	// write: the size that fstat tells grows at once.
	{"metadata/fstat-after-write", func(dir string) error {
		f, err := os.OpenFile(dir+"/file", os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			return must("open", err)
		}
		defer f.Close()
		_, err = f.WriteString("abc")
		info, wrong := f.Stat()
		return first(must("write", err), must("fstat", wrong), same("size", info.Size(), 13))
	}},
	{"metadata/modified", func(dir string) error {
		return stats(dir+"/file", func(info os.FileInfo) error { return same("time as set", info.ModTime().Unix() == long.Unix(), true) })
	}},
	// write: marks the last modification for update.
	{"metadata/modified-by-write", func(dir string) error {
		err := must("write", os.WriteFile(dir+"/file", []byte("abc"), 0o644))
		return first(err, stats(dir+"/file", func(info os.FileInfo) error { return near("modification", info.ModTime()) }))
	}},
	{"metadata/modified-new-file", func(dir string) error {
		err := must("write", os.WriteFile(dir+"/new", nil, 0o644))
		return first(err, stats(dir+"/new", func(info os.FileInfo) error { return near("modification", info.ModTime()) }))
	}},
	// A new entry changes the directory.
	{"metadata/modified-directory", func(dir string) error {
		err := first(must("set", os.Chtimes(dir+"/hollow", long, long)), must("write", os.WriteFile(dir+"/hollow/new", nil, 0o644)))
		return first(err, stats(dir+"/hollow", func(info os.FileInfo) error { return near("modification", info.ModTime()) }))
	}},
	// utimensat.
	{"metadata/set-times", func(dir string) error {
		err := must("set", os.Chtimes(dir+"/empty", long, long.Add(time.Hour)))
		return first(err, stats(dir+"/empty", func(info os.FileInfo) error {
			return same("time as set", info.ModTime().Unix() == long.Unix()+3600, true)
		}))
	}},
	{"metadata/set-times-nanoseconds", func(dir string) error {
		err := must("set", os.Chtimes(dir+"/empty", long, long.Add(123456789)))
		return first(err, stats(dir+"/empty", func(info os.FileInfo) error {
			return same("nanoseconds as set", info.ModTime().Nanosecond() == 123456789, true)
		}))
	}},
	{"metadata/set-times-directory", func(dir string) error {
		err := must("set", os.Chtimes(dir+"/folder", long, long))
		return first(err, stats(dir+"/folder", func(info os.FileInfo) error { return same("time as set", info.ModTime().Unix() == long.Unix(), true) }))
	}},
	// utimensat without AT_SYMLINK_NOFOLLOW: the target gets the times.
	{"metadata/set-times-link", func(dir string) error {
		err := must("set", os.Chtimes(dir+"/link", long, long.Add(time.Hour)))
		return first(err, stats(dir+"/file", func(info os.FileInfo) error {
			return same("time as set", info.ModTime().Unix() == long.Unix()+3600, true)
		}))
	}},
	{"metadata/set-times-missing", func(dir string) error {
		return wants(os.Chtimes(dir+"/none", long, long), syscall.ENOENT)
	}},
	// A file from before 1970 can't be told in WASI's timestamp, which has no sign; one from after 2038 can.
	{"metadata/set-times-2040", func(dir string) error {
		late := time.Unix(2208988800, 0)
		err := must("set", os.Chtimes(dir+"/empty", late, late))
		return first(err, stats(dir+"/empty", func(info os.FileInfo) error { return same("time as set", info.ModTime().Unix() == late.Unix(), true) }))
	}},
	// stat: st_nlink.
	{"metadata/links-one", func(dir string) error {
		_, _, nlink, err := identity(dir + "/file")
		return first(must("stat", err), same("links", nlink, 1))
	}},
	{"metadata/links-two", func(dir string) error {
		err := must("link", os.Link(dir+"/file", dir+"/new"))
		_, _, nlink, wrong := identity(dir + "/file")
		return first(err, must("stat", wrong), same("links", nlink, 2))
	}},
	// stat: st_dev and st_ino together identify a file.
	{"metadata/identity-same", func(dir string) error {
		one, err := os.Stat(dir + "/file")
		other, wrong := os.Stat(dir + "/link")
		return first(must("stat", err), must("stat", wrong), same("same file", os.SameFile(one, other), true))
	}},
	{"metadata/identity-other", func(dir string) error {
		_, one, _, err := identity(dir + "/file")
		_, other, _, wrong := identity(dir + "/empty")
		return first(must("stat", err), must("stat", wrong), same("other inode", one != other, true))
	}},
	{"metadata/identity-open", func(dir string) error {
		one, err := os.Stat(dir + "/file")
		if err != nil {
			return must("stat", err)
		}
		return fstats(dir+"/file", func(other os.FileInfo) error { return same("same file", os.SameFile(one, other), true) })
	}},
	{"metadata/identity-after-rename", func(dir string) error {
		one, err := os.Stat(dir + "/file")
		moved := must("rename", os.Rename(dir+"/file", dir+"/new"))
		other, wrong := os.Stat(dir + "/new")
		return first(must("stat", err), moved, must("stat", wrong), same("same file", os.SameFile(one, other), true))
	}},
	// What readdir's entry says of a file is what lstat says.
	{"metadata/entry", func(dir string) error {
		entries, err := os.ReadDir(dir + "/folder")
		if err != nil || len(entries) != 1 {
			return first(must("list", err), same("entries", len(entries), 1))
		}
		info, err := entries[0].Info()
		if err != nil {
			return must("info", err)
		}
		return first(isType(info, "----------"), same("size", info.Size(), 5))
	}},
}
