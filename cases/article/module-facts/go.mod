module example.com/module-facts

go 1.16
