module example.com/go-page

go 1.16
