export interface UserEvent {
  /** Null if nobody is logged in. */
  readonly userId: string | null;
  readonly country: string;
}

/** The key of every record of the topic user-events. The producer calls it, and so does the test. */
export function keyFor(event: UserEvent): string | null {
  return event.userId;
}
