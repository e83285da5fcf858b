module example.com/c-shared-js

go 1.16
