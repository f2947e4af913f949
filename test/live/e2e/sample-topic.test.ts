import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { contents, expectRefusal, topicOf } from "../../e2e/cli.ts";
import { describeKafka, login, sharedCluster } from "../../support/kafka.ts";
import { type LivePlace, livePlace, runLive } from "../../support/live-cli.ts";
import { allow, done, makeTopic, producerOf, TIMEOUT_MS } from "../../support/records.ts";
import { HOUR_MS } from "../../support/traffic.ts";

interface Sent {
  readonly key: Buffer | null;
  readonly partition: number;
  readonly timeMs: number;
  readonly bytes: number;
}

/** Rounded, because CSV has the time to the millisecond. */
const NOW_MS = Date.now();
const VALUE = Buffer.alloc(40, "v");
const HEADERS = [{ trace: "0123" }];
const HEADER_BYTES = 9;
/** Text that CSV has to quote, bytes that are not text, an empty key, and formulas. */
const KEYS = ["a,b", 'say "hi"', "two\nlines", "=1+1", "", "\u00e9\u{1f600}", "user-1", "user-2"];

/** What is sent: keys of all kinds, tombstones, headers, and times out of order around the last hour. */
const all = Array.from({ length: 600 }, (_, i): Sent & { value: Buffer | null } => {
  const text = KEYS[((i * i) >> 2) % KEYS.length] as string;
  const key = i % 17 === 0 ? null : i % 13 === 0 ? Buffer.of(0xff, 0, i % 3) : Buffer.from(text);
  const value = i % 11 === 0 ? null : VALUE.subarray(0, i % VALUE.length);
  const timeMs = NOW_MS - HOUR_MS + ((i * 7919) % 600) * 1000 - 300_000;
  const bytes = (key?.length ?? 0) + (value?.length ?? 0) + (i % 3 === 0 ? HEADER_BYTES : 0);
  return { key, value, partition: (i * 5) % 3, timeMs, bytes };
});

/** The records in several codecs, one after another, with a transaction that is aborted between them. */
async function fill(topic: string): Promise<void> {
  const codecs = ["none", "gzip", "snappy", "lz4"];
  const transactional = await producerOf({ "transactional.id": topic });
  await done((end) => transactional.initTransactions(TIMEOUT_MS, end));
  await done((end) => transactional.beginTransaction(end));
  for (const partition of [0, 1, 2]) transactional.produce(topic, partition, VALUE, "aborted");
  for (const [i, codec] of codecs.entries()) {
    const producer = await producerOf({ "compression.codec": codec });
    all.forEach(({ key, value, partition, timeMs }, at) => {
      if (at % codecs.length !== i) return;
      const headers = at % 3 === 0 ? HEADERS : undefined;
      // The client takes an empty buffer for null.
      const sent = key?.length === 0 ? "" : key;
      producer.produce(topic, partition, value, sent, timeMs, undefined, headers);
    });
    await done((end) => producer.flush(TIMEOUT_MS, end));
  }
  await done((end) => transactional.flush(TIMEOUT_MS, end));
  await done((end) => transactional.abortTransaction(TIMEOUT_MS, end));
}

const filled = (() => {
  let made: Promise<string> | undefined;
  return () => {
    made ??= (async () => {
      const [admin, topic] = await makeTopic(3, {}, "sampled");
      await fill(topic);
      // The markers are written a moment after the answer.
      const sum = async () => (await admin.offsets(topic, 3, "latest")).reduce((a, b) => a + b, 0n);
      await expect.poll(sum).toBe(606n);
      return topic;
    })();
    return made;
  };
})();

const sample = (topic: string, ...flags: readonly string[]) => [
  ...["sample", "--bootstrap", sharedCluster().bootstrap, "--topic", topic, ...flags],
];

/** What the command for key files makes of the same records. */
async function madeOfFiles(records: readonly Sent[], place: LivePlace, ...flags: string[]) {
  const rows = records.map(({ key, partition, timeMs, bytes }) => {
    const text = key === null ? "<null>" : key.toString("latin1");
    return `"${text.replaceAll('"', '""')}",${partition},${timeMs},${bytes}\n`;
  });
  const csv = Buffer.from(`key,p,t,b\n${rows.join("")}`, "latin1");
  writeFileSync(join(place.cwd, "records.csv"), csv);
  const columns = ["--partition-column", "p", "--time-column", "t", "--bytes-column", "b"];
  const args = ["sample", "records.csv", "-o", "files.skew", "--sample", "census", ...columns];
  const run = await runLive([...args, "--null-token", "<null>", ...flags], place);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return readFileSync(join(place.cwd, "files.skew"));
}

function headerOf(place: LivePlace, name: string) {
  const bytes = readFileSync(join(place.cwd, name));
  return JSON.parse(bytes.subarray(0, bytes.indexOf("\n")).toString());
}

describeKafka("A sample of a topic", () => {
  it("is the one of its committed records, byte for byte, with windows too", async () => {
    const [topic, place] = [await filled(), livePlace()];
    const run = await runLive(sample(topic, "--all", "-o", "t.skew"), place);
    expect(run).toMatchObject({ code: 0, stdout: "" });
    expect(run.stderr).toMatch(/^Wrote t\.skew \(.*\): all 600 records, with \d+ different keys, /);
    expect(run.stderr).toMatch(/\nCost: [\d,]+ requests to 1 broker, /);
    const made = await madeOfFiles(all, place);
    expect(readFileSync(join(place.cwd, "t.skew")).equals(made)).toBe(true);
    await runLive(sample(topic, "--window", "5m", "-o", "w.skew", "--hashes", "murmur2"), place);
    const flags = ["--window", "5m", "--hashes", "murmur2"];
    const withWindows = await madeOfFiles(all, place, ...flags);
    expect(readFileSync(join(place.cwd, "w.skew")).equals(withWindows)).toBe(true);
    const check = ["check", "--keys", "w.skew", "--partitions", "3", "-o", "json"];
    const judged = topicOf(
      await runLive([...check, "--max-window-share", "1", "--window", "10m"], place),
    );
    expect(judged).toMatchObject({
      records: 600,
      null_keys: 36,
      recorded_partitions: { records: 600 },
    });
  });

  it("has the records from a time on by their own times, wherever they are", async () => {
    const [topic, place] = [await filled(), livePlace()];
    const sinceMs = NOW_MS - HOUR_MS;
    const recent = all.filter(({ timeMs }) => timeMs >= sinceMs);
    expect(recent).toHaveLength(300);
    const from = ["--from", new Date(sinceMs).toISOString()];
    await runLive(sample(topic, ...from, "-o", "t.skew", "-q"), place);
    const made = await madeOfFiles(recent, place);
    expect(readFileSync(join(place.cwd, "t.skew")).equals(made)).toBe(true);
    expect((await runLive(sample(topic, "--since", "2h", "-o", "u.skew"), place)).stderr).toContain(
      "all 600 records",
    );
    const none = await runLive(sample(topic, "--since", "1m", "-o", "v.skew"), place);
    expectRefusal(none, `the topic ${topic} has no records from`);
  });

  it("has a random part of the records, the same one again", async () => {
    const [topic, place] = [await filled(), livePlace()];
    const some = (name: string, ...flags: string[]) =>
      runLive(sample(topic, "--records", "0.1K", "-o", name, "-q", ...flags), place);
    for (const name of ["a.skew", "b.skew"]) {
      expect(await some(name)).toMatchObject({ code: 0, stdout: "", stderr: "" });
    }
    await some("c.skew", "--seed", "2");
    const { "a.skew": a, "b.skew": b, "c.skew": c } = contents(place.cwd);
    expect(b).toBe(a);
    expect(c).not.toBe(a);
    const { records, ...header } = headerOf(place, "a.skew");
    expect(header).toMatchObject({ sample: "random", of_records: 600 });
    expect(Math.abs(records - 100)).toBeLessThan(60);
  });

  it("is a CSV file of keys and counts only where keys may be shown", async () => {
    const [topic, place] = [await filled(), livePlace()];
    const csv = sample(topic, "-o", "t.csv");
    expectRefusal(await runLive(csv, place), "the keys themselves", "--show-keys full");
    expect(Object.keys(contents(place.cwd))).not.toContain("t.csv");
    const run = await runLive([...csv, "--show-keys", "full"], place);
    expect(run.stderr).toContain("Null keys are in it as <null> (--null-token).");
    await madeOfFiles(all, place);
    const flags = ["--null-token", "<null>", "--partitions", "3", "-o", "json"];
    const [fromTopic, fromRecords] = await Promise.all(
      ["t.csv", "records.csv"].map(async (keys) => {
        return topicOf(await runLive(["check", "--keys", keys, ...flags], place));
      }),
    );
    const { partition_counts, unique_keys, null_keys, empty_keys, top_keys } = fromRecords ?? {};
    const same = { partition_counts, unique_keys, null_keys, empty_keys, top_keys };
    expect(fromTopic).toMatchObject(same);
  });

  it("says what it would read, and writes nothing", async () => {
    const [topic, place] = [await filled(), livePlace()];
    const run = await runLive(
      sample(topic, "--records", "100", "--dry-run", "-o", "t.skew"),
      place,
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("up to 606 records");
    expect(run.stdout).toContain("No record was read.");
    expect(run.stderr).toMatch(/^Cost: \d+ requests to 1 broker, 0 for records; /);
    expect(contents(place.cwd)).not.toHaveProperty("t.skew");
  });

  it("takes type, frame, windows and output from a contract, and refuses keys of another type", async () => {
    const [, topic] = await makeTopic(2, {}, "typed");
    const producer = await producerOf();
    for (let i = 0; i < 20; i++) {
      const key = Buffer.alloc(8);
      key.writeBigInt64BE(BigInt(i - 5));
      producer.produce(topic, i % 2, VALUE, key, NOW_MS);
    }
    await done((end) => producer.flush(TIMEOUT_MS, end));
    const contract = `version: 1
topics:
  ${topic}:
    partitions: 2
    keys: own.skew
    key_type: long
    window: 1m
    max_window_share: 1
`;
    const place = livePlace({ "skew_contract.yml": contract });
    const bootstrap = ["--bootstrap", sharedCluster().bootstrap];
    const run = await runLive(["sample", ...bootstrap, "-c", "skew_contract.yml"], place);
    expect(run.stderr).toContain("Wrote own.skew");
    expect(headerOf(place, "own.skew")).toMatchObject({
      key_type: "long",
      windows: { length_ms: 60_000 },
    });
    expect((await runLive(["check"], place)).code).not.toBe(2);
    expectRefusal(
      await runLive(sample(topic, "--key-type", "int", "-o", "t.skew"), place),
      "a key of 8 bytes that is none of type int",
    );
    await runLive(sample(topic, "--key-type", "long", "-o", "t.csv", "--show-keys", "full"), place);
    expect(contents(place.cwd)["t.csv"]).toMatch(/^key,count\n-1,1\n-2,1\n[\s\S]*\n14,1\n/);
  });

  it("is refused where there is nothing to read, or no permission", async () => {
    const [, empty] = await makeTopic(2, {}, "empty");
    const { listeners, users } = sharedCluster();
    const place = livePlace();
    expectRefusal(await runLive(sample(empty, "-o", "t.skew"), place), `${empty} has no records`);
    const missing = sample(empty.slice(0, -1), "-o", "t.skew");
    expectRefusal(await runLive(missing, place), "unknown topic", `did you mean "${empty}"`);
    const odd = await runLive(sample("a/b\u001b[31m", "-o", "t.skew"), place);
    expectRefusal(odd, "a/b\\x1b[31m", "topic names have up to 249 characters");
    const limited: LivePlace = {
      ...place,
      env: {
        ...place.env,
        KAFKA_SECURITY_PROTOCOL: "SASL_PLAINTEXT",
        ...Object.fromEntries(
          Object.entries(login(users.limited)).map(([name, value]) => [
            `KAFKA_${name.toUpperCase().replaceAll(".", "_")}`,
            value,
          ]),
        ),
      },
    };
    const topic = await filled();
    const asLimited = ["sample", "--bootstrap", listeners.saslPlaintext, "--topic", topic];
    const denied = () => runLive([...asLimited, "-o", "t.skew"], limited);
    expectRefusal(await denied(), "not allowed to");
    await allow(topic, "DESCRIBE");
    expectRefusal(await denied(), "not allowed to");
    expect(contents(place.cwd)).not.toHaveProperty("t.skew");
  });

  it("has events cut down to fields, with pseudonyms, and its keys beside them", async () => {
    const [, topic] = await makeTopic(2, {}, "events");
    const producer = await producerOf();
    const users = Array.from({ length: 50 }, (_, i) => `User-${String(i).padStart(3, "0")}`);
    const sent = Array.from({ length: 300 }, (_, i) => {
      const userId = i % 29 === 0 ? null : users[(i * i) % 50];
      return {
        userId,
        name: "Jane",
        order: 9007199254740993n + BigInt(i % 7),
        tenant: { id: "t1" },
      };
    });
    const json = (event: (typeof sent)[number]) =>
      JSON.stringify({ ...event, order: "#" }).replace('"#"', String(event.order));
    for (const [i, event] of sent.entries()) {
      producer.produce(topic, i % 2, Buffer.from(json(event)), event.userId ?? null, NOW_MS);
    }
    for (const value of [null, Buffer.from("not JSON")])
      producer.produce(topic, 0, value, "k", NOW_MS);
    await done((end) => producer.flush(TIMEOUT_MS, end));
    const place = livePlace({ secret: "0123456789abcdef0123456789abcdef" });
    const fields = ["--fields", "userId,order,tenant.id"];
    const plain = await runLive(
      sample(topic, "--events", "plain.jsonl", ...fields, "-o", "t.skew"),
      place,
    );
    expect(plain.stderr).toMatch(/^Wrote t\.skew .*: all 302 records, /m);
    expect(plain.stderr).toMatch(
      /^Wrote plain\.jsonl .*: 300 events, cut down to userId, order, tenant\.id\. Left out: 1 record without a value, 1 value that/m,
    );
    const cut = sent.map((event) => json({ ...event, name: "" }).replace('"name":"",', ""));
    const linesOf = (name: string) => (contents(place.cwd)[name] ?? "").trimEnd().split("\n");
    expect(linesOf("plain.jsonl")).toEqual(cut.sort());
    const flags = ["--pseudonymize", "--secret-file", "secret", ...fields];
    const run = await runLive(sample(topic, "--events", "events.jsonl", ...flags, "-q"), place);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const lines = linesOf("events.jsonl");
    expect(lines).toHaveLength(300);
    expect(new Set(lines).size).toBe(new Set(cut).size);
    for (const line of lines) {
      expect(line).toMatch(
        /^\{"userId":("[A-Z][a-z]{3}-\d{3}"|null),"order":90071992547409\d\d,"tenant":\{"id":"[a-z]\d"\}\}$/,
      );
    }
    expect(lines.join()).not.toContain("User-");
    const typo = await runLive(sample(topic, "--events", "x.jsonl", "--fields", "userid"), place);
    expectRefusal(typo, "no event has the field userid");
    expect(contents(place.cwd)).not.toHaveProperty("x.jsonl");
  });

  it.each<[flags: string[], says: string]>([
    [["-o", "t.txt"], "must end in .skew or .csv"],
    [[], "sample needs --output"],
    [["-o", "t.skew", "--since", "1h", "--from", "earliest"], "--since and --from"],
    [["-o", "t.skew", "--all", "--records", "5"], "--all and --records"],
    [["-o", "t.skew", "--records", "none"], "is not a number of records"],
    [["-o", "t.skew", "--column", "key"], "--column is for key files"],
    [["-o", "t.csv", "--show-keys", "full", "--hashes", "murmur2"], "--hashes is for samples"],
    [["-o", "no/t.skew"], "no"],
    [["--events", "t.skew"], "no field of an event is written unless it is named"],
    [["--events", "e.jsonl", "--fields", "a", "--pseudonymize"], "pseudonyms need a secret"],
    [["--events", "e.jsonl", "--fields", "a", "--pseudonymize", "all"], "is not known"],
    [["-o", "t.skew", "--fields", "a"], "no file for these is named"],
    [["-o", "t.skew", "--events", "./t.skew", "--fields", "a"], "two reports go to"],
    [["-o", "t.skew", "keys.txt"], "key files or of a topic"],
  ])("contradicts: %j", async (flags, says) => {
    const place = livePlace();
    expectRefusal(await runLive(sample("any", ...flags), place), says);
    expect(contents(place.cwd)).not.toHaveProperty("t.skew");
  });
});

it("A sample needs files or a topic", async () => {
  expectRefusal(await runLive(["sample", "-o", "t.skew"]), "needs key files or a topic");
});
