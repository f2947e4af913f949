package events

import (
	"bytes"
	"encoding/csv"
	"os"
	"strconv"
	"testing"
)

func TestWriteKeys(t *testing.T) {
	var file bytes.Buffer
	for _, event := range realisticEvents(t) {
		file.Write(line(t, KeyFor(event)))
		file.WriteByte('\n')
	}
	if err := os.MkdirAll("build", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("build/kafka_keys_user_events.txt", file.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// An empty line would be an empty key: the contract's null_token represents null.
func line(t *testing.T, key []byte) []byte {
	if key == nil {
		return []byte("<null>")
	}
	if string(key) == "<null>" || bytes.ContainsAny(key, "\r\n") {
		t.Fatalf("a line cannot hold this key: %q", key)
	}
	return key
}

// From production: user_id, country, number of events.
func realisticEvents(t *testing.T) (events []UserEvent) {
	file, err := os.Open("testdata/user_events.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		event := UserEvent{Country: row[1]}
		if row[0] != "" {
			event.UserID = &row[0]
		}
		count, err := strconv.Atoi(row[2])
		if err != nil {
			t.Fatal(err)
		}
		for ; count > 0; count-- {
			events = append(events, event)
		}
	}
	return events
}
