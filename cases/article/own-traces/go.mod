module example.com/own-traces

go 1.21
