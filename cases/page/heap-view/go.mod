module example.com/heap-view

go 1.16
