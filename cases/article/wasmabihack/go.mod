module example.com/wasmabihack

go 1.16
