module example.com/cgo-off

go 1.16
