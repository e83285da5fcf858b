module example.com/wazero-sample

go 1.16
