module example.com/size-drift

go 1.16
