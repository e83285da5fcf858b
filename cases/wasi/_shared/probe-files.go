// What POSIX (open, read, write, lseek, ftruncate, fsync, unlink) and WASI preview 1 (path_open, fd_read, fd_write, fd_seek,
// fd_pread, fd_pwrite, fd_filestat_set_size, fd_sync) demand of files.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
)

// opens opens a file that must be there to be opened, lets something be done with it and closes it.
func opens(path string, flag int, do func(f *os.File) error) error {
	f, err := os.OpenFile(path, flag, 0o644)
	if err != nil {
		return must("open", err)
	}
	return first(do(f), must("close", f.Close()))
}

// refuses demands that a file cannot be opened.
func refuses(path string, flag int, wanted ...syscall.Errno) error {
	f, err := os.OpenFile(path, flag, 0o644)
	f.Close()
	return wants(err, wanted...)
}

func writes(f *os.File, text string) error {
	n, err := f.WriteString(text)
	return first(must("write", err), same("bytes written", n, len(text)))
}

func reads(f *os.File, count int, wanted string) error {
	buffer := make([]byte, count)
	n, err := io.ReadFull(f, buffer)
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		err = nil
	}
	return first(must("read", err), same("read", string(buffer[:n]), wanted))
}

func seeks(f *os.File, offset int64, whence int, wanted int64) error {
	at, err := f.Seek(offset, whence)
	return first(must("seek", err), same("offset", at, wanted))
}

var files = []probe{
	// open: O_RDONLY on an existing file.
	{"files/open-existing", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error { return reads(f, 20, "0123456789") })
	}},
	// open: [ENOENT] O_CREAT is not set and a component of path does not name an existing file.
	{"files/open-missing", func(dir string) error { return refuses(dir+"/none", os.O_RDONLY, syscall.ENOENT) }},
	// open: [ENOENT] path is an empty string.
	{"files/open-empty-name", func(dir string) error { return refuses("", os.O_RDONLY, syscall.ENOENT) }},
	// open: [ENOTDIR] a component of the path prefix names an existing file that is no directory.
	{"files/open-through-file", func(dir string) error { return refuses(dir+"/file/x", os.O_RDONLY, syscall.ENOTDIR) }},
	// open: [ENAMETOOLONG] a component is longer than NAME_MAX, 255 on Linux.
	{"files/open-long-name", func(dir string) error {
		return refuses(dir+"/"+strings.Repeat("n", 256), os.O_RDONLY, syscall.ENAMETOOLONG)
	}},
	// open: [EACCES] the permissions specified by oflag are denied.
	{"files/open-no-permission", func(dir string) error { return refuses(dir+"/readonly", os.O_WRONLY, syscall.EACCES) }},
	// open, O_RDONLY: reading asks for no permission to write.
	{"files/open-read-only-permission", func(dir string) error { return holds(dir+"/readonly", "fixed") }},
	// open, O_CREAT: the file shall be created.
	{"files/open-creat-new", func(dir string) error {
		err := opens(dir+"/new", os.O_CREATE|os.O_WRONLY, func(f *os.File) error { return writes(f, "abc") })
		return first(err, holds(dir+"/new", "abc"))
	}},
	// open, O_CREAT: if the file exists, this flag has no effect.
	{"files/open-creat-existing", func(dir string) error {
		err := opens(dir+"/file", os.O_CREATE|os.O_WRONLY, func(f *os.File) error { return writes(f, "ab") })
		return first(err, holds(dir+"/file", "ab23456789"))
	}},
	// open, O_EXCL.
	{"files/open-creat-excl-new", func(dir string) error {
		flag := os.O_CREATE | os.O_EXCL | os.O_RDWR
		return opens(dir+"/new", flag, func(f *os.File) error { return writes(f, "abc") })
	}},
	// open: [EEXIST] O_CREAT and O_EXCL are set and the named file exists.
	{"files/open-creat-excl-existing", func(dir string) error {
		return refuses(dir+"/file", os.O_CREATE|os.O_EXCL|os.O_WRONLY, syscall.EEXIST)
	}},
	// open: if O_EXCL and O_CREAT are set and path names a symbolic link, open shall fail, wherever the link leads.
	{"files/open-creat-excl-dangling", func(dir string) error {
		return refuses(dir+"/dangling", os.O_CREATE|os.O_EXCL|os.O_WRONLY, syscall.EEXIST)
	}},
	// open, O_TRUNC: its length shall be truncated to 0.
	{"files/open-trunc", func(dir string) error {
		err := opens(dir+"/file", os.O_WRONLY|os.O_TRUNC, func(f *os.File) error { return nil })
		return first(err, holds(dir+"/file", ""))
	}},
	// The flags of os.Create.
	{"files/open-creat-trunc-new", func(dir string) error {
		flag := os.O_CREATE | os.O_WRONLY | os.O_TRUNC
		err := opens(dir+"/new", flag, func(f *os.File) error { return writes(f, "abc") })
		return first(err, holds(dir+"/new", "abc"))
	}},
	{"files/open-creat-trunc-existing", func(dir string) error {
		flag := os.O_CREATE | os.O_WRONLY | os.O_TRUNC
		err := opens(dir+"/file", flag, func(f *os.File) error { return writes(f, "abc") })
		return first(err, holds(dir+"/file", "abc"))
	}},
	// open, O_APPEND: the file offset shall be set to the end of the file prior to each write.
	{"files/open-append", func(dir string) error {
		err := opens(dir+"/file", os.O_WRONLY|os.O_APPEND, func(f *os.File) error { return writes(f, "ab") })
		return first(err, holds(dir+"/file", "0123456789ab"))
	}},
	{"files/open-append-after-seek", func(dir string) error {
		err := opens(dir+"/file", os.O_RDWR|os.O_APPEND, func(f *os.File) error {
			return first(seeks(f, 2, io.SeekStart, 2), writes(f, "ab"), seeks(f, 0, io.SeekCurrent, 12))
		})
		return first(err, holds(dir+"/file", "0123456789ab"))
	}},
	// Two writers that append do not overwrite each other.
	{"files/append-twice-open", func(dir string) error {
		err := opens(dir+"/file", os.O_WRONLY|os.O_APPEND, func(f *os.File) error {
			return opens(dir+"/file", os.O_WRONLY|os.O_APPEND, func(g *os.File) error {
				return first(writes(f, "a"), writes(g, "b"), writes(f, "c"))
			})
		})
		return first(err, holds(dir+"/file", "0123456789abc"))
	}},
	// open, O_DIRECTORY.
	{"files/open-directory-flag", func(dir string) error {
		if directoryFlag == 0 {
			return skipped("not applicable: this Go has no O_DIRECTORY for WASI")
		}
		return opens(dir+"/folder", directoryFlag, func(f *os.File) error {
			names, err := f.Readdirnames(-1)
			return first(must("list", err), same("names", names, []string{"inner"}))
		})
	}},
	// open: [ENOTDIR] O_DIRECTORY was specified and path does not name a directory.
	{"files/open-directory-flag-on-file", func(dir string) error {
		if directoryFlag == 0 {
			return skipped("not applicable: this Go has no O_DIRECTORY for WASI")
		}
		return refuses(dir+"/file", directoryFlag, syscall.ENOTDIR)
	}},
	// open: [EISDIR] the named file is a directory and oflag includes O_WRONLY or O_RDWR.
	{"files/open-directory-for-writing", func(dir string) error { return refuses(dir+"/folder", os.O_RDWR, syscall.EISDIR) }},
	// open, O_SYNC: writes are seen.
	{"files/open-sync", func(dir string) error {
		err := opens(dir+"/file", os.O_WRONLY|os.O_SYNC, func(f *os.File) error { return writes(f, "ab") })
		return first(err, holds(dir+"/file", "ab23456789"))
	}},
	// read: at the end of the file 0 bytes.
	{"files/read-at-end", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			return first(seeks(f, 10, io.SeekStart, 10), reads(f, 1, ""), reads(f, 1, ""))
		})
	}},
	{"files/read-empty", func(dir string) error { return holds(dir+"/empty", "") }},
	// read: [EBADF] the file is not open for reading. Of a descriptor without the right fd_read, WASI preview 1 has
	// ENOTCAPABLE to say; hosts that keep rights (node, WasmEdge) say that, the others the first.
	{"files/read-write-only", func(dir string) error {
		return opens(dir+"/file", os.O_WRONLY, func(f *os.File) error {
			_, err := f.Read(make([]byte, 1))
			return wants(err, syscall.EBADF, notCapable)
		})
	}},
	// read: [EISDIR] on a directory. In WASI it lacks the right fd_read; wasmtime calls it no file at all, EBADF.
	{"files/read-directory", func(dir string) error {
		return opens(dir+"/folder", os.O_RDONLY, func(f *os.File) error {
			_, err := f.Read(make([]byte, 1))
			return wants(err, syscall.EISDIR, syscall.EBADF, notCapable)
		})
	}},
	// write: [EBADF] the file is not open for writing.
	{"files/write-read-only", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			_, err := f.WriteString("a")
			return wants(err, syscall.EBADF, notCapable)
		})
	}},
	// write: of 0 bytes to a regular file returns 0.
	{"files/write-nothing", func(dir string) error {
		return opens(dir+"/file", os.O_WRONLY, func(f *os.File) error { return writes(f, "") })
	}},
	{"files/write-then-read", func(dir string) error {
		return opens(dir+"/file", os.O_RDWR, func(f *os.File) error {
			return first(writes(f, "ab"), reads(f, 3, "234"), writes(f, "c"), seeks(f, 0, io.SeekStart, 0), reads(f, 20, "ab234c6789"))
		})
	}},
	{"files/write-megabyte", func(dir string) error {
		wanted := bytes.Repeat([]byte("0123456789abcdef"), 65536)
		if err := os.WriteFile(dir+"/new", wanted, 0o644); err != nil {
			return must("write", err)
		}
		got, err := os.ReadFile(dir + "/new")
		return first(must("read", err), same("equal", bytes.Equal(got, wanted), true))
	}},
	// lseek: SEEK_SET, SEEK_CUR, SEEK_END.
	{"files/seek-set", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			return first(seeks(f, 4, io.SeekStart, 4), reads(f, 2, "45"))
		})
	}},
	{"files/seek-current", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			return first(reads(f, 4, "0123"), seeks(f, -2, io.SeekCurrent, 2), reads(f, 2, "23"))
		})
	}},
	{"files/seek-end", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			return first(seeks(f, -3, io.SeekEnd, 7), reads(f, 9, "789"))
		})
	}},
	{"files/tell", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			return first(seeks(f, 0, io.SeekCurrent, 0), reads(f, 4, "0123"), seeks(f, 0, io.SeekCurrent, 4))
		})
	}},
	// lseek: [EINVAL] the resulting file offset would be negative; the offset stays.
	{"files/seek-before-start", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			_, err := f.Seek(-1, io.SeekStart)
			return first(wants(err, syscall.EINVAL), seeks(f, 0, io.SeekCurrent, 0))
		})
	}},
	// lseek: [EINVAL] whence is not a proper value.
	{"files/seek-unknown-whence", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			_, err := syscall.Seek(int(f.Fd()), 0, 9)
			return wants(err, syscall.EINVAL)
		})
	}},
	// lseek: beyond the end; what is written there leaves a gap that reads as zeros.
	{"files/seek-beyond-end", func(dir string) error {
		err := opens(dir+"/file", os.O_RDWR, func(f *os.File) error {
			return first(seeks(f, 12, io.SeekStart, 12), reads(f, 1, ""), writes(f, "ab"))
		})
		return first(err, holds(dir+"/file", "0123456789\x00\x00ab"))
	}},
	// pread, pwrite: the file offset stays.
	{"files/pread", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			buffer := make([]byte, 3)
			_, err := f.ReadAt(buffer, 5)
			return first(must("pread", err), same("read", string(buffer), "567"), reads(f, 2, "01"))
		})
	}},
	{"files/pread-beyond-end", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			n, err := f.ReadAt(make([]byte, 3), 50)
			return first(same("error", err, io.EOF), same("read", n, 0))
		})
	}},
	{"files/pwrite", func(dir string) error {
		err := opens(dir+"/file", os.O_RDWR, func(f *os.File) error {
			_, err := f.WriteAt([]byte("ab"), 5)
			return first(must("pwrite", err), seeks(f, 0, io.SeekCurrent, 0))
		})
		return first(err, holds(dir+"/file", "01234ab789"))
	}},
	{"files/pwrite-extends", func(dir string) error {
		err := opens(dir+"/file", os.O_RDWR, func(f *os.File) error {
			_, err := f.WriteAt([]byte("ab"), 11)
			return must("pwrite", err)
		})
		return first(err, holds(dir+"/file", "0123456789\x00ab"))
	}},
	// ftruncate, truncate.
	{"files/truncate-shrink", func(dir string) error {
		err := opens(dir+"/file", os.O_RDWR, func(f *os.File) error { return must("truncate", f.Truncate(4)) })
		return first(err, holds(dir+"/file", "0123"))
	}},
	{"files/truncate-grow", func(dir string) error {
		err := opens(dir+"/file", os.O_RDWR, func(f *os.File) error { return must("truncate", f.Truncate(12)) })
		return first(err, holds(dir+"/file", "0123456789\x00\x00"))
	}},
	{"files/truncate-by-name", func(dir string) error {
		return first(must("truncate", os.Truncate(dir+"/file", 4)), holds(dir+"/file", "0123"))
	}},
	// ftruncate: [EBADF] or [EINVAL] the file is not open for writing.
	{"files/truncate-read-only", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error { return wants(f.Truncate(4), syscall.EINVAL, syscall.EBADF) })
	}},
	// ftruncate: [EINVAL] the length is below 0.
	{"files/truncate-negative", func(dir string) error {
		return opens(dir+"/file", os.O_RDWR, func(f *os.File) error { return wants(f.Truncate(-1), syscall.EINVAL) })
	}},
	// ftruncate: the file offset stays.
	{"files/truncate-keeps-offset", func(dir string) error {
		return opens(dir+"/file", os.O_RDWR, func(f *os.File) error {
			return first(reads(f, 6, "012345"), must("truncate", f.Truncate(2)), seeks(f, 0, io.SeekCurrent, 6))
		})
	}},
	{"files/sync", func(dir string) error {
		return opens(dir+"/file", os.O_WRONLY, func(f *os.File) error { return first(writes(f, "ab"), must("sync", f.Sync())) })
	}},
	// open: each open file description has an offset of its own.
	{"files/open-twice", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			return opens(dir+"/file", os.O_RDONLY, func(g *os.File) error {
				return first(reads(f, 4, "0123"), reads(g, 2, "01"), reads(f, 2, "45"))
			})
		})
	}},
	// unlink: the contents stay until all references to the file are closed.
	{"files/unlink-while-open", func(dir string) error {
		return opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			return first(must("unlink", os.Remove(dir+"/file")), refuses(dir+"/file", os.O_RDONLY, syscall.ENOENT), reads(f, 20, "0123456789"))
		})
	}},
	// close: [EBADF] on what is not open.
	{"files/close-twice", func(dir string) error {
		fd, err := syscall.Open(dir+"/file", os.O_RDONLY, 0)
		return first(must("open", err), must("close", syscall.Close(fd)), wants(syscall.Close(fd), syscall.EBADF))
	}},
	{"files/read-closed", func(dir string) error {
		fd, err := syscall.Open(dir+"/file", os.O_RDONLY, 0)
		err = first(must("open", err), must("close", syscall.Close(fd)))
		_, after := syscall.Read(fd, make([]byte, 1))
		return first(err, wants(after, syscall.EBADF))
	}},
	// open: {OPEN_MAX} is at least 20 (limits.h); here 100.
	{"files/open-hundred", func(dir string) error {
		for i := 0; i < 100; i++ {
			f, err := os.Open(dir + "/file")
			if err != nil {
				return must(fmt.Sprintf("open %d", i+1), err)
			}
			defer f.Close()
		}
		return nil
	}},
	{"files/write-file-read-file", func(dir string) error {
		return first(must("write", os.WriteFile(dir+"/new", []byte("abc"), 0o600)), holds(dir+"/new", "abc"))
	}},
	// os.CreateTemp: a name that there was not.
	{"files/temporary", func(dir string) error {
		f, err := os.CreateTemp(dir, "x*y")
		if err != nil {
			return must("create", err)
		}
		return first(writes(f, "abc"), must("close", f.Close()), holds(f.Name(), "abc"))
	}},
	// What is copied from one file to the other.
	{"files/copy", func(dir string) error {
		err := opens(dir+"/file", os.O_RDONLY, func(f *os.File) error {
			return opens(dir+"/new", os.O_CREATE|os.O_WRONLY, func(g *os.File) error {
				_, err := io.Copy(g, f)
				return must("copy", err)
			})
		})
		return first(err, holds(dir+"/new", "0123456789"))
	}},
	// A name with spaces, quotes and letters beyond ASCII is only bytes.
	{"files/name-unicode", func(dir string) error {
		name := dir + "/ä 'ß\" €😀"
		return first(must("write", os.WriteFile(name, []byte("abc"), 0o600)), holds(name, "abc"))
	}},
	// open: [EINVAL] or [EILSEQ] is for the host; Go itself refuses a NUL in a name.
	{"files/name-with-nul", func(dir string) error {
		_, err := os.Open(dir + "/fi\x00le")
		if err == nil || errors.Is(err, syscall.ENOENT) {
			return wants(err, syscall.EINVAL)
		}
		return nil
	}},
}
