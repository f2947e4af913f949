import csv
import unittest
from pathlib import Path

from events.key_factory import UserEvent, key_for


class KeySamplerTest(unittest.TestCase):
    def test_write_keys(self):
        lines = [line(key_for(event)) + "\n" for event in realistic_events()]
        path = Path("build/kafka_keys_user_events.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("".join(lines).encode("utf-8"))


def line(key):
    """An empty line would be an empty key: the contract's null_token represents null."""
    if key is None:
        return "<null>"
    if key == "<null>" or "\n" in key or "\r" in key:
        raise ValueError(f"a line cannot hold this key: {key!r}")
    return key


def realistic_events():
    """From production: user_id, country, number of events."""
    with open("tests/user_events.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            event = UserEvent(row["user_id"] or None, row["country"])
            yield from [event] * int(row["events"])
