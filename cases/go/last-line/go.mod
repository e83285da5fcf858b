module example.com/last-line

go 1.16
