module example.com/deep-recursion

go 1.16
