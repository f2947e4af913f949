module example.com/user-events

go 1.21
