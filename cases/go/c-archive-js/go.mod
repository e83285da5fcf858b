module example.com/c-archive-js

go 1.16
