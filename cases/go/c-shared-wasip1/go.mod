module example.com/c-shared-wasip1

go 1.16
