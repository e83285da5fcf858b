module example.com/build-processes

go 1.16
