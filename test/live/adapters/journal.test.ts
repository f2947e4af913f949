import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type CreatedResource, Journal } from "#live/adapters/journal.ts";
import { folder } from "../../e2e/cli.ts";

const topic: CreatedResource = {
  kind: "topic",
  name: "t",
  retentionMs: 86_400_123,
  clusterId: "c",
  bootstrap: ["127.0.0.1:9092"],
};
const apiKey: CreatedResource = {
  kind: "api-key",
  displayName: "skew-contract-1",
  ownerId: "sa-1",
  clusterId: "lkc-1",
  environmentId: "env-1",
};

it("gives back what was written down, until it is gone", () => {
  const journal = new Journal({ XDG_STATE_HOME: folder() });
  journal.add("one", topic);
  journal.add("two", apiKey);
  const { entries, unreadable } = journal.read();
  expect(entries.map(({ resource }) => resource)).toEqual([topic, apiKey]);
  expect(entries[0]?.owner.pid).toBe(process.pid);
  expect(unreadable).toEqual([]);
  for (const entry of entries) journal.remove(journal.keyOf(entry));
  expect(journal.read().entries).toEqual([]);
});

const broken: Readonly<Record<string, object>> = {
  "a topic without addresses": { ...topic, bootstrap: undefined },
  "a topic without its mark": { ...topic, retentionMs: "1" },
  "a key without an owner": { ...apiKey, ownerId: undefined },
  "something else": { ...topic, kind: "cluster" },
};
it.each(Object.keys(broken))("does not take %s for an entry", (name) => {
  const journal = new Journal({ XDG_STATE_HOME: folder() });
  journal.add("good", topic);
  const path = join(journal.folder, "broken.json");
  const owner = { pid: 1, host: "h", since: "2026-01-01T00:00:00Z" };
  writeFileSync(path, JSON.stringify({ version: 1, possession: broken[name], owner }));
  const { entries, unreadable } = journal.read();
  expect(entries).toHaveLength(1);
  expect(unreadable).toEqual([path]);
});
