module example.com/import-module

go 1.16
