module example.com/go-nil

go 1.16
