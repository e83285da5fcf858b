module example.com/go-first

go 1.16
