module example.com/shim-in-page

go 1.19
