module example.com/go-names

go 1.16
