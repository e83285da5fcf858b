module example.com/open-truncated

go 1.16
