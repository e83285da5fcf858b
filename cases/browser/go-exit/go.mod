module example.com/go-exit

go 1.16
