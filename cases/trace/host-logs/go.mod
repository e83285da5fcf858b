module example.com/host-logs

go 1.21
