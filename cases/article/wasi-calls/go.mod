module example.com/wasi-calls

go 1.21
