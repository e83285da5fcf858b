module example.com/constraint-wasi

go 1.16
