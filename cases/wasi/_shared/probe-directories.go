// What POSIX (mkdir, rmdir, unlink, readdir, rename) and WASI preview 1 (path_create_directory, path_remove_directory,
// path_unlink_file, fd_readdir, path_rename) demand of directories.
package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"syscall"
)

// lists demands the names in a directory, without . and .. and in the order of their bytes.
func lists(dir string, wanted ...string) error {
	entries, err := os.ReadDir(dir)
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return first(must("list", err), same("names", strings.Join(names, " "), strings.Join(wanted, " ")))
}

func gone(path string) error {
	_, err := os.Lstat(path)
	return wants(err, syscall.ENOENT)
}

func saves(path, text string) error { return must("write", os.WriteFile(path, []byte(text), 0o644)) }

func makes(path string) error { return must("make", os.Mkdir(path, 0o755)) }

// fills makes files 0000, 0001, …
func fills(dir string, count int) error {
	for i := 0; i < count; i++ {
		if err := saves(fmt.Sprintf("%s/%04d", dir, i), ""); err != nil {
			return err
		}
	}
	return nil
}

func renames(from, to string) error { return must("rename", os.Rename(from, to)) }

var directories = []probe{
	{"directories/make", func(dir string) error { return first(makes(dir+"/new"), lists(dir+"/new")) }},
	// mkdir: a trailing slash may follow the name of a directory.
	{"directories/make-trailing-slash", func(dir string) error {
		return first(must("make", syscall.Mkdir(dir+"/new/", 0o755)), lists(dir+"/new"))
	}},
	// mkdir: [EEXIST] the named file exists.
	{"directories/make-existing", func(dir string) error { return wants(os.Mkdir(dir+"/folder", 0o755), syscall.EEXIST) }},
	{"directories/make-over-file", func(dir string) error { return wants(os.Mkdir(dir+"/file", 0o755), syscall.EEXIST) }},
	// mkdir: if path names a symbolic link, it shall fail with [EEXIST].
	{"directories/make-over-dangling", func(dir string) error { return wants(os.Mkdir(dir+"/dangling", 0o755), syscall.EEXIST) }},
	// mkdir: [ENOENT] a component of the path prefix does not exist.
	{"directories/make-under-missing", func(dir string) error { return wants(os.Mkdir(dir+"/none/new", 0o755), syscall.ENOENT) }},
	// mkdir: [ENOTDIR] a component of the path prefix is a file.
	{"directories/make-under-file", func(dir string) error { return wants(os.Mkdir(dir+"/file/new", 0o755), syscall.ENOTDIR) }},
	{"directories/make-all", func(dir string) error {
		return first(must("make", os.MkdirAll(dir+"/a/b/c", 0o755)), must("again", os.MkdirAll(dir+"/a/b/c", 0o755)), lists(dir+"/a/b", "c"))
	}},
	{"directories/temporary", func(dir string) error {
		made, err := os.MkdirTemp(dir, "x*y")
		return first(must("make", err), lists(made))
	}},
	{"directories/remove", func(dir string) error {
		return first(must("remove", syscall.Rmdir(dir+"/hollow")), gone(dir+"/hollow"))
	}},
	// rmdir: [EEXIST] or [ENOTEMPTY] the directory is not empty.
	{"directories/remove-full", func(dir string) error {
		return first(wants(syscall.Rmdir(dir+"/folder"), syscall.ENOTEMPTY, syscall.EEXIST), lists(dir+"/folder", "inner"))
	}},
	// rmdir: [ENOTDIR] a component is not a directory.
	{"directories/remove-file", func(dir string) error { return wants(syscall.Rmdir(dir+"/file"), syscall.ENOTDIR) }},
	// rmdir: [ENOTDIR] if path refers to a symbolic link.
	{"directories/remove-link", func(dir string) error { return wants(syscall.Rmdir(dir+"/folder-link"), syscall.ENOTDIR) }},
	{"directories/remove-missing", func(dir string) error { return wants(syscall.Rmdir(dir+"/none"), syscall.ENOENT) }},
	// rmdir: [EINVAL] the last component is dot.
	{"directories/remove-dot", func(dir string) error { return wants(syscall.Rmdir(dir+"/hollow/."), syscall.EINVAL) }},
	{"directories/remove-all", func(dir string) error {
		return first(must("remove", os.RemoveAll(dir+"/folder")), gone(dir+"/folder"), must("again", os.RemoveAll(dir+"/folder")))
	}},
	{"directories/unlink", func(dir string) error { return first(must("unlink", syscall.Unlink(dir+"/file")), gone(dir+"/file")) }},
	{"directories/unlink-missing", func(dir string) error { return wants(syscall.Unlink(dir+"/none"), syscall.ENOENT) }},
	// unlink: [EPERM] on a directory; Linux says EISDIR (unlink(2)), and so may WASI.
	{"directories/unlink-directory", func(dir string) error {
		return wants(syscall.Unlink(dir+"/hollow"), syscall.EPERM, syscall.EISDIR)
	}},
	// unlink: [ENOTDIR] a path that ends with a slash and names a file.
	{"directories/unlink-trailing-slash", func(dir string) error { return wants(syscall.Unlink(dir+"/file/"), syscall.ENOTDIR) }},
	// readdir: each entry once.
	{"directories/list", func(dir string) error {
		return lists(dir, "dangling", "empty", "escape", "file", "folder", "folder-link", "hollow", "link", "loop", "readonly")
	}},
	{"directories/list-empty", func(dir string) error { return lists(dir + "/hollow") }},
	// opendir: [ENOTDIR], [ENOENT].
	{"directories/list-file", func(dir string) error {
		_, err := os.ReadDir(dir + "/file")
		return wants(err, syscall.ENOTDIR)
	}},
	{"directories/list-missing", func(dir string) error {
		_, err := os.ReadDir(dir + "/none")
		return wants(err, syscall.ENOENT)
	}},
	// fd_readdir, dirent.d_type.
	{"directories/list-types", func(dir string) error {
		entries, err := os.ReadDir(dir)
		types := map[string]string{}
		for _, entry := range entries {
			types[entry.Name()] = entry.Type().String()
		}
		wanted := map[string]string{"file": "----------", "folder": "d---------", "link": "L---------", "dangling": "L---------"}
		for _, name := range []string{"file", "folder", "link", "dangling"} {
			err = first(must("list", err), same(name, types[name], wanted[name]))
		}
		return err
	}},
	// fd_readdir: continues at a cookie where the buffer was full.
	{"directories/list-many", func(dir string) error {
		if err := fills(dir+"/hollow", 600); err != nil {
			return err
		}
		entries, err := os.ReadDir(dir + "/hollow")
		seen := map[string]int{}
		for _, entry := range entries {
			seen[entry.Name()]++
		}
		return first(must("list", err), same("entries", len(entries), 600), same("names", len(seen), 600))
	}},
	{"directories/list-long-names", func(dir string) error {
		var wanted []string
		for i := 0; i < 100; i++ {
			wanted = append(wanted, fmt.Sprintf("%03d%s", i, strings.Repeat("n", 250)))
			if err := saves(dir+"/hollow/"+wanted[i], ""); err != nil {
				return err
			}
		}
		return lists(dir+"/hollow", wanted...)
	}},
	{"directories/list-in-parts", func(dir string) error {
		if err := fills(dir+"/hollow", 100); err != nil {
			return err
		}
		f, err := os.Open(dir + "/hollow")
		if err != nil {
			return must("open", err)
		}
		defer f.Close()
		seen := map[string]int{}
		for {
			names, err := f.Readdirnames(7)
			for _, name := range names {
				seen[name]++
			}
			if err == io.EOF {
				return same("names", len(seen), 100)
			}
			if err != nil {
				return must("list", err)
			}
		}
	}},
	// rewinddir: the directory's present state.
	{"directories/list-again", func(dir string) error {
		f, err := os.Open(dir + "/hollow")
		if err != nil {
			return must("open", err)
		}
		defer f.Close()
		before, err := f.Readdirnames(-1)
		err = first(must("list", err), same("before", len(before), 0), saves(dir+"/hollow/new", ""))
		if err != nil {
			return err
		}
		_, err = f.Seek(0, io.SeekStart)
		after, again := f.Readdirnames(-1)
		return first(must("rewind", err), must("list again", again), same("after", len(after), 1))
	}},
	// readdir: a file that is removed meanwhile does not end the list.
	{"directories/list-while-removing", func(dir string) error {
		if err := fills(dir+"/hollow", 50); err != nil {
			return err
		}
		f, err := os.Open(dir + "/hollow")
		if err != nil {
			return must("open", err)
		}
		defer f.Close()
		for {
			names, err := f.Readdirnames(5)
			for _, name := range names {
				if err := os.Remove(dir + "/hollow/" + name); err != nil {
					return must("remove", err)
				}
			}
			if err != nil {
				break
			}
		}
		return lists(dir + "/hollow")
	}},
	{"directories/walk", func(dir string) error {
		var seen []string
		err := filepath.WalkDir(dir+"/folder", func(path string, entry fs.DirEntry, err error) error {
			seen = append(seen, strings.TrimPrefix(path, dir+"/"))
			return err
		})
		sort.Strings(seen)
		return first(must("walk", err), same("paths", seen, []string{"folder", "folder/inner"}))
	}},
	{"directories/glob", func(dir string) error {
		found, err := fs.Glob(os.DirFS(dir), "f*")
		return first(must("glob", err), same("names", found, []string{"file", "folder", "folder-link"}))
	}},
	{"directories/rename-file", func(dir string) error {
		return first(renames(dir+"/file", dir+"/new"), holds(dir+"/new", "0123456789"), gone(dir+"/file"))
	}},
	// rename: an existing new file is removed.
	{"directories/rename-over-file", func(dir string) error {
		return first(renames(dir+"/file", dir+"/empty"), holds(dir+"/empty", "0123456789"), gone(dir+"/file"))
	}},
	{"directories/rename-into-directory", func(dir string) error {
		return first(renames(dir+"/file", dir+"/folder/file"), holds(dir+"/folder/file", "0123456789"))
	}},
	{"directories/rename-directory", func(dir string) error {
		return first(renames(dir+"/folder", dir+"/new"), lists(dir+"/new", "inner"), gone(dir+"/folder"))
	}},
	// rename: an empty directory is replaced.
	{"directories/rename-over-empty", func(dir string) error {
		return first(must("rename", syscall.Rename(dir+"/folder", dir+"/hollow")), lists(dir+"/hollow", "inner"))
	}},
	// rename: [EEXIST] or [ENOTEMPTY] new is a directory that is not empty.
	{"directories/rename-over-full", func(dir string) error {
		return first(wants(syscall.Rename(dir+"/hollow", dir+"/folder"), syscall.ENOTEMPTY, syscall.EEXIST), lists(dir+"/folder", "inner"))
	}},
	// rename: [EISDIR] new is a directory and old is none.
	{"directories/rename-file-over-directory", func(dir string) error {
		return wants(syscall.Rename(dir+"/file", dir+"/hollow"), syscall.EISDIR)
	}},
	// rename: [ENOTDIR] old is a directory and new is none.
	{"directories/rename-directory-over-file", func(dir string) error {
		return wants(syscall.Rename(dir+"/folder", dir+"/file"), syscall.ENOTDIR)
	}},
	// rename: [EINVAL] old is an ancestor of new.
	{"directories/rename-into-itself", func(dir string) error {
		return wants(syscall.Rename(dir+"/folder", dir+"/folder/new"), syscall.EINVAL)
	}},
	{"directories/rename-missing", func(dir string) error { return wants(syscall.Rename(dir+"/none", dir+"/new"), syscall.ENOENT) }},
	// rename: old and new are the same: success, and nothing happens.
	{"directories/rename-same", func(dir string) error {
		return first(renames(dir+"/file", dir+"/file"), holds(dir+"/file", "0123456789"))
	}},
	// rename: a symbolic link is renamed itself.
	{"directories/rename-link", func(dir string) error {
		_, err := os.Lstat(dir + "/dangling")
		return first(must("lstat", err), renames(dir+"/dangling", dir+"/new"), gone(dir+"/dangling"))
	}},
	// chdir and getcwd are Go's own here: paths are joined before a host sees them.
	{"directories/change", func(dir string) error {
		err := first(must("chdir", os.Chdir(dir+"/folder")), holds("inner", "inner"))
		at, wrong := os.Getwd()
		return first(err, must("getcwd", wrong), same("directory", at, dir+"/folder"), must("back", os.Chdir("/")))
	}},
	{"directories/change-to-file", func(dir string) error {
		err := os.Chdir(dir + "/file")
		if err == nil {
			os.Chdir("/")
		}
		return wants(err, syscall.ENOTDIR)
	}},
	{"directories/dot-dot", func(dir string) error { return holds(dir+"/folder/../file", "0123456789") }},
}
