from dataclasses import dataclass


@dataclass(frozen=True)
class UserEvent:
    user_id: str | None  # None if nobody is logged in
    country: str


def key_for(event: UserEvent) -> str | None:
    """The key of every record of the topic user-events. The producer calls it, and so does the test."""
    return event.user_id
