module example.com/compare-null

go 1.16
