module example.com/wasmimport-types

go 1.16
