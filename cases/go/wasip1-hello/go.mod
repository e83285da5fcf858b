module example.com/wasip1-hello

go 1.16
