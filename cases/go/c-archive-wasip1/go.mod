module example.com/c-archive-wasip1

go 1.16
