module example.com/go-module-into-emcc

go 1.16
