module example.com/fetch-program

go 1.16
