import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { plainWords } from "#core/errors/plain-words.ts";
import { withCleanup } from "#live/adapters/cleanup-stack.ts";
import { Journal } from "#live/adapters/journal.ts";
import { cleanAll } from "#live/run/clean-all.ts";
import { fakeCloud } from "../../support/confluent-cloud.ts";

/** No process has it. */
const DEAD_PID = 2 ** 30;

/** Topics that a crashed run has left behind on these clusters. */
function leaveTopics(journal: Journal, clusterIds: readonly string[]): void {
  for (const clusterId of clusterIds) {
    const name = `skew-contract-analyze-${clusterId}`;
    const topic = { kind: "topic", name, retentionMs: 1, clusterId, bootstrap: ["127.0.0.1:1"] };
    journal.add(name, topic as Parameters<Journal["add"]>[1]);
  }
  for (const name of readdirSync(journal.folder)) {
    const path = join(journal.folder, name);
    const { owner, ...entry } = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...entry, owner: { ...owner, pid: DEAD_PID } }));
  }
}

it("lists the clusters of Confluent Cloud once, however many topics are left behind", async () => {
  const ids = ["lkc-1", "lkc-2", "lkc-3"];
  const clusters = ids.map((id) => ({ id, bootstrap: "SASL_SSL://127.0.0.1:1" }));
  const cloud = await fakeCloud({ environments: { "env-1": clusters } });
  const credential = {
    confluent_cloud_api_key: cloud.key,
    confluent_cloud_api_secret: cloud.secret,
  };
  const env = {
    XDG_STATE_HOME: mkdtempSync(join(tmpdir(), "skew-contract-")),
    CONFLUENT_CLOUD_URL: cloud.url,
    CONFLUENT_CLOUD_CREDENTIAL: JSON.stringify(credential),
    PRINCIPAL_ID: "sa-abc123",
    USE_CONFLUENT_CLOUD_API_KEY_TO_FETCH_KAFKA_CREDENTIALS: "True",
  };
  const journal = new Journal(env);
  leaveTopics(journal, [...ids, "lkc-9"]);
  const say = () => undefined;
  const { entries } = await withCleanup(
    (cleanup) => cleanAll({ noEnvFile: true }, { env, journal, cleanup, say, words: plainWords }),
    say,
  );
  // No broker is there; the key to each cluster shows that all of them were tried.
  expect(entries.map(({ outcome }) => outcome)).toEqual(["failed", "failed", "failed", "failed"]);
  expect(entries.at(-1)?.reason).toContain("no cluster lkc-9");
  const asked = (start: string) => cloud.requests.filter((line) => line.startsWith(start));
  expect(asked("POST")).toHaveLength(ids.length);
  expect(asked("GET /org")).toHaveLength(1);
  expect(asked("GET /cmk")).toHaveLength(1);
  expect(cloud.keys.size).toBe(0);
});
