module example.com/go-panic-told

go 1.16
