package com.example.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeySamplerTest {
  @Test
  void writeKeys() throws IOException {
    List<String> lines = realisticEvents().stream().map(KeyFactory::keyFor).map(this::line).toList();
    Path file = Path.of("build/kafka_keys_user_events.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n", UTF_8);
  }

  /** An empty line would be an empty key: the contract's null_token represents null. */
  private String line(String key) {
    if (key == null) return "<null>";
    if (key.equals("<null>") || key.contains("\n") || key.contains("\r"))
      throw new IllegalArgumentException("a line cannot hold this key: " + key);
    return key;
  }

  /** From production: user_id, country, number of events. */
  private List<UserEvent> realisticEvents() throws IOException {
    List<UserEvent> events = new ArrayList<>();
    List<String> rows = Files.readAllLines(Path.of("src/test/resources/user_events.csv"), UTF_8);
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      UserEvent event = new UserEvent(cells[0].isEmpty() ? null : cells[0], cells[1]);
      events.addAll(Collections.nCopies(Integer.parseInt(cells[2]), event));
    }
    return events;
  }
}
