module example.com/both-orders

go 1.16
