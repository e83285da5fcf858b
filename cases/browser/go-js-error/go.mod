module example.com/go-js-error

go 1.16
