module example.com/open-calls

go 1.21
