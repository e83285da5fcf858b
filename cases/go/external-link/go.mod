module example.com/external-link

go 1.16
