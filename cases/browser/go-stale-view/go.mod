module example.com/go-stale-view

go 1.16
