module example.com/js-hello

go 1.16
