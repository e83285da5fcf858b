// What POSIX (link, symlink, readlink, path resolution) and WASI preview 1 (path_link, path_symlink, path_readlink, lookup
// flag symlink_follow) demand of links, and that none leads out of what was granted.
package main

import (
	"os"
	"syscall"
)

func cannotRead(path string, wanted ...syscall.Errno) error {
	_, err := os.ReadFile(path)
	return wants(err, wanted...)
}

func points(path, wanted string) error {
	got, err := os.Readlink(path)
	return first(must("readlink", err), same("target", got, wanted))
}

// stays demands that nothing can be read by a path that leads out.
func stays(path string) error {
	_, err := os.ReadFile(path)
	return same("an error", err != nil, true)
}

func symlinks(target, path string) error { return must("symlink", os.Symlink(target, path)) }
func hard(from, to string) error         { return must("link", os.Link(from, to)) }
func removes(path string) error          { return must("remove", os.Remove(path)) }

var links = []probe{
	{"links/hard", func(dir string) error { return first(hard(dir+"/file", dir+"/new"), holds(dir+"/new", "0123456789")) }},
	{"links/hard-shares-content", func(dir string) error {
		err := first(hard(dir+"/file", dir+"/new"), must("write", os.WriteFile(dir+"/file", []byte("abc"), 0o644)))
		return first(err, holds(dir+"/new", "abc"))
	}},
	{"links/hard-outlives", func(dir string) error {
		return first(hard(dir+"/file", dir+"/new"), removes(dir+"/file"), holds(dir+"/new", "0123456789"))
	}},
	{"links/hard-same-file", func(dir string) error {
		err := hard(dir+"/file", dir+"/new")
		one, _ := os.Stat(dir + "/file")
		other, _ := os.Stat(dir + "/new")
		return first(err, same("same file", os.SameFile(one, other), true))
	}},
	// link: [EEXIST] the new path names an existing file.
	{"links/hard-existing", func(dir string) error { return wants(os.Link(dir+"/file", dir+"/empty"), syscall.EEXIST) }},
	// link: [ENOENT].
	{"links/hard-missing", func(dir string) error { return wants(os.Link(dir+"/none", dir+"/new"), syscall.ENOENT) }},
	// link: [EPERM] on a directory, where it may not be linked; Linux never allows it.
	{"links/hard-directory", func(dir string) error { return wants(os.Link(dir+"/folder", dir+"/new"), syscall.EPERM) }},
	// path_link without symlink_follow, and linkat without AT_SYMLINK_FOLLOW: the link itself is linked.
	{"links/hard-of-dangling", func(dir string) error { return first(hard(dir+"/dangling", dir+"/new"), points(dir+"/new", "nowhere")) }},
	{"links/symbolic", func(dir string) error {
		return first(symlinks("file", dir+"/new"), points(dir+"/new", "file"), holds(dir+"/new", "0123456789"))
	}},
	// symlink: the target need not exist.
	{"links/symbolic-dangling", func(dir string) error { return first(symlinks("none", dir+"/new"), points(dir+"/new", "none")) }},
	// symlink: [EEXIST].
	{"links/symbolic-existing", func(dir string) error { return wants(os.Symlink("file", dir+"/empty"), syscall.EEXIST) }},
	// symlink: [ENOENT] the target is an empty string (required since POSIX.1-2008; Linux: symlink(2)).
	{"links/symbolic-empty-target", func(dir string) error { return wants(syscall.Symlink("", dir+"/new"), syscall.ENOENT) }},
	{"links/read", func(dir string) error { return points(dir+"/link", "file") }},
	{"links/read-dangling", func(dir string) error { return points(dir+"/dangling", "nowhere") }},
	// readlink: [EINVAL] path names a file that is no symbolic link.
	{"links/read-file", func(dir string) error {
		_, err := os.Readlink(dir + "/file")
		return wants(err, syscall.EINVAL)
	}},
	{"links/read-missing", func(dir string) error {
		_, err := os.Readlink(dir + "/none")
		return wants(err, syscall.ENOENT)
	}},
	// readlink: what does not fit is cut off, the rest is untouched.
	{"links/read-short-buffer", func(dir string) error {
		buffer := []byte("....")
		n, err := syscall.Readlink(dir+"/dangling", buffer[:3])
		return first(must("readlink", err), same("length", n, 3), same("buffer", string(buffer), "now."))
	}},
	{"links/follow", func(dir string) error { return holds(dir+"/link", "0123456789") }},
	{"links/follow-directory", func(dir string) error { return holds(dir+"/folder-link/inner", "inner") }},
	{"links/follow-write", func(dir string) error {
		return first(must("write", os.WriteFile(dir+"/link", []byte("abc"), 0o644)), holds(dir+"/file", "abc"), points(dir+"/link", "file"))
	}},
	// open: [ENOENT] a dangling link without O_CREAT; with it the target is made.
	{"links/dangling-open", func(dir string) error { return cannotRead(dir+"/dangling", syscall.ENOENT) }},
	{"links/dangling-create", func(dir string) error {
		return first(must("write", os.WriteFile(dir+"/dangling", []byte("abc"), 0o644)), holds(dir+"/nowhere", "abc"))
	}},
	// open: [ELOOP].
	{"links/loop", func(dir string) error { return cannotRead(dir+"/loop", syscall.ELOOP) }},
	{"links/loop-of-two", func(dir string) error {
		return first(symlinks("two", dir+"/one"), symlinks("one", dir+"/two"), cannotRead(dir+"/one", syscall.ELOOP))
	}},
	// {SYMLOOP_MAX} is at least 8.
	{"links/chain-of-eight", func(dir string) error {
		last := "file"
		for _, name := range []string{"1", "2", "3", "4", "5", "6", "7", "8"} {
			if err := symlinks(last, dir+"/"+name); err != nil {
				return err
			}
			last = name
		}
		return holds(dir+"/8", "0123456789")
	}},
	// unlink: a symbolic link is removed itself.
	{"links/unlink", func(dir string) error {
		err := first(removes(dir+"/link"), holds(dir+"/file", "0123456789"))
		_, gone := os.Lstat(dir + "/link")
		return first(err, wants(gone, syscall.ENOENT))
	}},
	{"links/remove-all-spares-target", func(dir string) error {
		return first(must("remove", os.RemoveAll(dir+"/folder-link")), holds(dir+"/folder/inner", "inner"))
	}},
	// Nothing outside of what was granted may be reached: `secret` lies in the folder above. POSIX knows no such border;
	// path_open resolves a path relative to the given directory, and may not leave it. A host may refuse, or take the
	// granted folder for the top of everything, as chroot does.
	{"links/escape-read", func(dir string) error { return stays(dir + "/escape") }},
	{"links/escape-write", func(dir string) error {
		if os.WriteFile(dir+"/escape", []byte("stolen"), 0o644) != nil {
			return nil
		}
		return must("written outside: inside", os.Remove("/secret"))
	}},
	{"links/escape-stat", func(dir string) error {
		_, err := os.Stat(dir + "/escape")
		return same("an error", err != nil, true)
	}},
	// That such a link cannot be made is an answer, too.
	{"links/escape-by-own-link", func(dir string) error {
		os.Symlink("../../secret", dir+"/new")
		return stays(dir + "/new")
	}},
	{"links/escape-by-directory", func(dir string) error {
		os.Symlink("../..", dir+"/new")
		return stays(dir + "/new/secret")
	}},
	{"links/escape-absolute", func(dir string) error {
		os.Symlink("/etc/passwd", dir+"/new")
		return stays(dir + "/new")
	}},
	{"links/escape-by-dots", func(dir string) error { return stays("../../../secret") }},
	// A link may be read, wherever it leads.
	{"links/escape-readlink", func(dir string) error { return points(dir+"/escape", "../../secret") }},
	// A link that goes up and stays inside leads somewhere.
	{"links/up-and-inside", func(dir string) error {
		return first(symlinks("../../top", dir+"/folder/new"), holds(dir+"/folder/new", "fs"))
	}},
}
