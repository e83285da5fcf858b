module example.com/syscall-read

go 1.16
