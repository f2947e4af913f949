import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { it } from "vitest";
import { keyFor, type UserEvent } from "../src/key-factory.ts";

it("writes keys", () => {
  const lines = realisticEvents().map((event) => `${line(keyFor(event))}\n`);
  mkdirSync("build", { recursive: true });
  writeFileSync("build/kafka_keys_user_events.txt", lines.join("")); // UTF-8
});

/** An empty line would be an empty key: the contract's null_token represents null. */
function line(key: string | null): string {
  if (key === null) return "<null>";
  if (key === "<null>" || /[\r\n]/.test(key)) {
    throw new Error(`a line cannot hold this key: ${JSON.stringify(key)}`);
  }
  return key;
}

/** From production: user_id, country, number of events. */
function realisticEvents(): UserEvent[] {
  const rows = readFileSync("test/user_events.csv", "utf8").trimEnd().split("\n").slice(1);
  return rows.flatMap((row) => {
    const [userId = "", country = "", count] = row.split(",");
    const event = { userId: userId === "" ? null : userId, country };
    return Array.from({ length: Number(count) }, () => event);
  });
}
