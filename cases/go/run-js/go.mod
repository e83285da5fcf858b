module example.com/run-js

go 1.16
