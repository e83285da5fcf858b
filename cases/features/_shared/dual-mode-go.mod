module example.com/dual-mode

go 1.16
