module example.com/cgo-with-emcc

go 1.16
