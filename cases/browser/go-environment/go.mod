module example.com/go-environment

go 1.16
