package com.example.events

import java.io.File
import org.junit.jupiter.api.Test

class KeySamplerTest {
  @Test
  fun writeKeys() {
    val lines = realisticEvents().map { line(keyFor(it)) }
    val file = File("build/kafka_keys_user_events.txt")
    file.parentFile.mkdirs()
    file.writeText(lines.joinToString("\n", postfix = "\n")) // UTF-8
  }

  /** An empty line would be an empty key: the contract's null_token represents null. */
  private fun line(key: String?): String {
    if (key == null) return "<null>"
    require(key != "<null>" && '\n' !in key && '\r' !in key) { "a line cannot hold this key: $key" }
    return key
  }

  /** From production: user_id, country, number of events. */
  private fun realisticEvents(): List<UserEvent> =
    File("src/test/resources/user_events.csv").readLines().drop(1).flatMap { row ->
      val (userId, country, count) = row.split(",")
      List(count.toInt()) { UserEvent(userId.ifEmpty { null }, country) }
    }
}
