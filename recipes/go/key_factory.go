package events

// UserEvent has a nil UserID if nobody is logged in.
type UserEvent struct {
	UserID  *string
	Country string
}

// KeyFor is the key of every record of the topic user-events. The producer calls it, and so does
// the test. Nil is a record without a key.
func KeyFor(event UserEvent) []byte {
	if event.UserID == nil {
		return nil
	}
	return []byte(*event.UserID)
}
