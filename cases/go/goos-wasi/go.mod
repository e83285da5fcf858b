module example.com/goos-wasi

go 1.16
