package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"syscall"
)

// A probe asks one question in a folder of its own and says what is wrong, or nothing.
type probe struct {
	name string
	ask  func(dir string) error
}

// skipped says why a question could not be asked.
type skipped string

func (why skipped) Error() string { return string(why) }

// args are the arguments that are meant for the questions.
var args []string

// main puts the questions of a scene one by one. probe.sh says what the arguments are; 0, 1, … are its folders.
func main() {
	last := len(os.Args) - 1
	args = os.Args[3:last]
	out := os.Stdout
	if os.Args[2] == "2" {
		out = os.Stderr
	}
	start, err := strconv.Atoi(os.Args[last])
	if err != nil {
		panic(err)
	}
	probes := scenes[os.Args[1]]
	for i := start; i < len(probes); i++ {
		fmt.Fprintf(out, "=== RUN   %s\n", probes[i].name)
		err := guarded(probes[i].ask, fmt.Sprintf("/%d", i))
		var why skipped
		switch {
		case err == nil:
			fmt.Fprintf(out, "--- PASS: %s\n", probes[i].name)
		case errors.As(err, &why):
			fmt.Fprintf(out, "--- SKIP: %s: %v\n", probes[i].name, err)
		default:
			fmt.Fprintf(out, "--- FAIL: %s: %v\n", probes[i].name, err)
		}
	}
	fmt.Fprintln(out, "=== DONE")
}

func guarded(question func(dir string) error, dir string) (err error) {
	defer func() {
		if caught := recover(); caught != nil {
			err = fmt.Errorf("panic: %v", caught)
		}
	}()
	return question(dir)
}

// must says which step of a question failed; without an error it says nothing.
func must(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %s got", what, named(err))
}

// wants says that an error is none of those wanted.
func wants(err error, wanted ...syscall.Errno) error {
	for _, one := range wanted {
		if errors.Is(err, one) {
			return nil
		}
	}
	return fmt.Errorf("%s wanted, %s got", named(wanted[0]), named(err))
}

// same says how a value differs from the wanted one.
func same(what string, got, wanted any) error {
	if fmt.Sprint(got) == fmt.Sprint(wanted) {
		return nil
	}
	return fmt.Errorf("%s: %v wanted, %v got", what, wanted, got)
}

// first gives the first error of several.
func first(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

var errnos = map[syscall.Errno]string{
	syscall.EACCES: "EACCES", syscall.EAGAIN: "EAGAIN", syscall.EBADF: "EBADF", syscall.EEXIST: "EEXIST",
	syscall.EFAULT: "EFAULT", syscall.EINVAL: "EINVAL", syscall.EIO: "EIO", syscall.EISDIR: "EISDIR",
	syscall.ELOOP: "ELOOP", syscall.EMLINK: "EMLINK", syscall.ENAMETOOLONG: "ENAMETOOLONG", syscall.ENOENT: "ENOENT",
	syscall.ENOSPC: "ENOSPC", syscall.ENOSYS: "ENOSYS", syscall.ENOTDIR: "ENOTDIR", syscall.ENOTEMPTY: "ENOTEMPTY",
	syscall.ENOTSUP: "ENOTSUP", syscall.ENXIO: "ENXIO", syscall.EPERM: "EPERM", syscall.EPIPE: "EPIPE",
	syscall.EROFS: "EROFS", syscall.ESPIPE: "ESPIPE", syscall.EXDEV: "EXDEV", syscall.ENOTSOCK: "ENOTSOCK",
	syscall.ENOBUFS: "ENOBUFS", syscall.ERANGE: "ERANGE", notCapable: "ENOTCAPABLE",
}

// notCapable is WASI's error of a descriptor that lacks a right (type errno of preview 1).
const notCapable = syscall.Errno(76)

// named gives an error as POSIX calls it: messages differ between versions of Go, and paths between machines.
func named(err error) string {
	if err == nil {
		return "no error"
	}
	var errno syscall.Errno
	if errors.As(err, &errno) {
		if name, ok := errnos[errno]; ok {
			return name
		}
		return fmt.Sprintf("errno %d", uintptr(errno))
	}
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return err.Error()
}

// holds demands a file's content.
func holds(path, wanted string) error {
	got, err := os.ReadFile(path)
	return first(must("read", err), same("content", string(got), wanted))
}
