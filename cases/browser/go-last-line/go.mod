module example.com/go-last-line

go 1.16
