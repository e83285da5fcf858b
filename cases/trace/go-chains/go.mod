module example.com/go-chains

go 1.21
