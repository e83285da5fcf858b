module example.com/serve-resumes

go 1.21
