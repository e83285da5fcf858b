module example.com/go-panic

go 1.16
