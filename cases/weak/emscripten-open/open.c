/* Whatever is opened is the standard input; the names are those of the Emscriptens from 2.0 on. */
#ifndef BINDING
#define BINDING
#endif
BINDING int __sys_open(int path, int flags, ...) { return 0; }
BINDING int __syscall_open(int path, int flags, ...) { return 0; }
BINDING int __syscall_openat(int folder, int path, int flags, ...) { return 0; }
