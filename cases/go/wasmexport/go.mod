module example.com/wasmexport

go 1.16
