module example.com/call-cost

go 1.16
