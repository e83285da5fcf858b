module example.com/long-environment

go 1.16
