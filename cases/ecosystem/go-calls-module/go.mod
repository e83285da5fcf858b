module example.com/go-calls-module

go 1.16
