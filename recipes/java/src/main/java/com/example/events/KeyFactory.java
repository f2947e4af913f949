package com.example.events;

/** The key of every record of the topic user-events. The producer calls it, and so does the test. */
public final class KeyFactory {
  private KeyFactory() {}

  public static String keyFor(UserEvent event) {
    return event.userId();
  }
}
