module example.com/wasm-exec-mismatch

go 1.16
