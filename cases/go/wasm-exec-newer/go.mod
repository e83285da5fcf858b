module example.com/wasm-exec-newer

go 1.16
