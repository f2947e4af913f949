import { describe, expect, it } from "vitest";
import { parseContract } from "#core/contract/parse.ts";
import { UserError } from "#core/errors/user-error.ts";
import { contractErrors as errors } from "../../support/judge-keys.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very ones to catch
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}]/u;

/** A contract whose topic `t` has these lines, from line 4, each indented by four. */
const topic = (...lines: string[]) =>
  ["version: 1", "topics:", "  t:", ...lines.map((line) => `    ${line}`), ""].join("\n");
const withPartitions = (...lines: string[]) => topic("partitions: 48", ...lines);

/** Topic lines from line 5 on, after partitions: 48 | line:column | what | next, as parts of them. */
const FIELDS = `
max_gini: .nan | 5:15 | must be a number, not NaN | max_gini: 0.15
max_cv: .inf | 5:13 | must be a number, not Infinity | max_cv: 0.2
sample_size: -.inf | 5:18 | must be a whole number, not -Infinity | sample_size: 100000
sample_size: 1e400 | 5:18 | must be a whole number, not Infinity | sample_size: 100000
min_unique_keys: 1.5 | 5:22 | must be a whole number, not 1.5 | 100 per partition
max_partition_share: 8 | 5:26 | must be at most 1, not 8 | write 0.08 for 8 %
max_partition_share: 1.01 | 5:26 | must be at most 1, not 1.01 | from 0 to 1
max_key_share: 0 | 5:20 | must be more than 0 | max_key_share: 0.01
max_null_keys: -0.1 | 5:20 | must be at least 0, not -0.1 | max_null_keys: 0.001
max_gini: [0.1] | 5:15 | must be a number, not a list | max_gini: 0.15
max_gini: {a: 1} | 5:15 | must be a number, not a block of fields | max_gini: 0.15
max_gini: yes | 5:15 | must be a number, not the text "yes" | max_gini: 0.15
max_ginni: 0.1 | 5:5 | unknown field "max_ginni"; did you mean "max_gini"? | Fields here: partitions, max_partition_share
maxPartitionShare: 0.1 | 5:5 | did you mean "max_partition_share"? | Fields here: partitions
MAX-GINI: 0.1 | 5:5 | did you mean "max_gini"? | Fields here: partitions
xyzzy: 0.1 | 5:5 | unknown field "xyzzy" | Fields here: partitions
constructor: 1 | 5:5 | unknown field "constructor" | Fields here: partitions
__proto__: {max_gini: 0} | 5:5 | unknown field "__proto__" | Fields here: partitions
partitioner: murmur3 | 5:18 | "murmur3" is not a valid partitioner; did you mean "murmur2"? | murmur2, crc32
partitioner: constructor | 5:18 | "constructor" is not a valid partitioner | murmur2, crc32
producer: jaava | 5:15 | "jaava" is not a valid producer; did you mean "java"? | java, kafka-clients
producers: [java, saram] | 5:23 | did you mean "sarama"? | java, kafka-clients
producers: [java, java] | 5:16 | must not contain duplicates | ["java","confluent-kafka-python"]
producers: [] | 5:16 | must not be empty | ["java","confluent-kafka-python"]
producers: java | 5:16 | must be a list, not the text "java" | ["java","confluent-kafka-python"]
producers: [java, librdkafak] | 5:23 | "librdkafak" is not a valid producer; did you mean "librdkafka"? | java, kafka-clients
producers: [{client: java, partitoner: crc32}] | 5:32 | unknown field "partitoner"; did you mean "partitioner"? | Fields here: client, partitioner, key_type, empty_keys, ignore_keys.
producers: [java, {}] | 5:23 | neither a client nor a partitioner | Name it: { client: sarama
producers: [java, {client: segmentio}] | 5:23 | the name segmentio does not say | { client: segmentio, partitioner: murmur2 }
producers: [java, {client: samza, key_type: bytes-hex}] | 5:23 | by its identity | key_type: string
key_type: strng | 5:15 | "strng" is not a valid key_type; did you mean "string"? | string, bytes-hex
severity: {max_gini: warn} | 5:26 | the severity of max_gini is the text "warn" | error, warning, off
severity: {max_ginni: off} | 5:16 | unknown field "max_ginni"; did you mean "max_gini"? | max_partition_share, max_gini
severity: warning | 5:15 | must be a block of fields, not the text "warning" | {"max_gini":"warning"}
null_token: 0 | 5:17 | must be text, not 0 | null_token: "NULL"
key_source: '' | 5:17 | must not be empty | KeyFactory.java
assignor: round-robin | 5:15 | "round-robin" is not a valid assignor; did you mean "roundrobin"? | range, roundrobin, sticky, cooperative-sticky
assignor: [range] | 5:15 | a list is not a valid assignor | range, roundrobin, sticky, cooperative-sticky
consumers: 0 | 5:16 | must be at least 1 | consumers: 12
keys: '' | 5:11 | must not be empty | a file, a glob
keys: [] | 5:11 | must not be empty | a file, a glob
keys: [a, ''] | 5:15 | must not be empty | a file, a glob
keys: {column: id} | 5:5 | "path" is missing | path: build/keys.csv
keys: {path: a, colum: id} | 5:21 | unknown field "colum"; did you mean "column"? | path, format, column
keys: {path: a, format: cvs} | 5:29 | "cvs" is not a valid format; did you mean "csv"? | lines, csv, tsv, jsonl
keys: {path: a, pointer: key} | 5:30 | not a JSON pointer: the text "key" | "/user/id"
keys: {path: a, column: k, pointer: /k} | 5:11 | two formats are mixed | missing for json and jsonl
keys: {path: a, format: jsonl, column: k} | 5:11 | two formats are mixed | header are for csv and tsv
keys: {path: a, format: csv, pointer: /k} | 5:11 | two formats are mixed | header are for csv and tsv
partitioner: crc32⏎producer: java | 6:15 | both partitioner and producer | partitioner if another one is configured
producer: segmentio | 5:15 | the name segmentio does not say where a key goes: segmentio/kafka-go uses round robin | partitioner
producers: [java, kafka-node] | 5:23 | the name kafka-node does not say where a key goes | partitioner
producers: [rskafka] | 5:17 | rskafka has no partitioner | partitioner
max_consumer_share: 0.5 | 5:25 | needs consumers | consumers: 12
max_window_share: 0.5 | 5:23 | needs window | Add window: 1m
max_window_share: 20 | 5:23 | must be at most 1, not 20 | write 0.2 for 20 %
window: 1 minute | 5:13 | window is not a length of time: the text "1 minute" | window: "1m"
window: 0m | 5:13 | window is not a length of time | window: "1m"
window: 90 | 5:13 | must be text, not 90 | window: "1m"
window_records: 479 | 5:21 | window_records 479 is below 10 records for each of the 48 partitions | Write 480 or more
`;

/** The value of `partitions` in line 4 | what. */
const PARTITIONS = `
0 | must be at least 1, not 0
-1 | must be at least 1, not -1
1.5 | must be a whole number, not 1.5
1e9 | must be at most 1000000, not 1000000000
1000000000 | must be at most 1000000, not 1000000000
'48' | must be a whole number, not the text "48"
null | must be a whole number, not empty
true | must be a whole number, not true
[48] | must be a whole number, not a list
.nan | must be a whole number, not NaN
`;

/** A whole file | line:column | what | next. */
const FILES = `
 | 1:1 | must be a block of fields, not empty | schema
# nothing | 1:1 | must be a block of fields, not empty | schema
- version: 1 | 1:1 | must be a block of fields, not a list | schema
hello | 1:1 | must be a block of fields, not the text "hello" | schema
topics: {t: {partitions: 1}} | 1:1 | "version" is missing | \`version: 1\`
version: 1 | 1:1 | "topics" is missing | \`topics:\`
version: 2⏎topics: {t: {partitions: 1}} | 1:10 | version is 2; this release supports 1 | version: 1
version: '1'⏎topics: {t: {partitions: 1}} | 1:10 | version is the text "1" | version: 1
version: 1⏎topics: [a] | 2:9 | topics must be a block of fields, not a list | topic name
version: 1⏎topics: {} | 2:9 | topics must not be empty | topic name
version: 1⏎topics:⏎  t: | 3:5 | t must be a block of fields, not empty | partitions: 48
version: 1⏎topics:⏎  t: {max_gini: 0.9} | 3:3 | "partitions" is missing | partitions: 48
version: 1⏎topcs: {}⏎topics: {t: {partitions: 1}} | 2:1 | unknown field "topcs"; did you mean "topics"? | version, defaults, topics
version: 1⏎defaults: {keys: a}⏎topics: {t: {partitions: 1}} | 2:12 | unknown field "keys" | Fields here: partitions
version: 1⏎co_partitioned: [[orders, custmers]]⏎topics: {orders: {partitions: 1}, customers: {partitions: 1}} | 2:27 | unknown topic "custmers"; did you mean "customers"? | orders, customers
version: 1⏎co_partitioned: [[orders]]⏎topics: {orders: {partitions: 1}, customers: {partitions: 1}} | 2:18 | a group of co_partitioned must have at least 2 entries | [["orders","customers"]]
version: 1⏎co_partitioned: [[orders, orders]]⏎topics: {orders: {partitions: 1}, customers: {partitions: 1}} | 2:18 | a group of co_partitioned must not contain duplicates | [["orders","customers"]]
version: 1⏎co_partitioned: [[orders, customers], payments]⏎topics: {orders: {partitions: 1}, customers: {partitions: 1}} | 2:39 | a group of co_partitioned must be a list, not the text "payments" | [["orders","customers"]]
version: 1⏎co_partitioned: [[orders, 5]]⏎topics: {orders: {partitions: 1}, customers: {partitions: 1}} | 2:27 | a topic of co_partitioned must be text, not 5 | [["orders","customers"]]
version: 1⏎co_partitioned: []⏎topics: {orders: {partitions: 1}, customers: {partitions: 1}} | 2:17 | co_partitioned must not be empty | [["orders","customers"]]
version: 1⏎co_partitioned: ⏎topics: {orders: {partitions: 1}, customers: {partitions: 1}} | 2:17 | co_partitioned must be a list, not empty | [["orders","customers"]]
version: 1⏎topics:⏎  t:⏎    partitions: 4⏎    partitions: 5 | 5:5 | appears twice | Keep only one
version: 1⏎topics:⏎  1: {}⏎  '1': {} | 4:3 | appears twice | Keep only one
version: 1⏎topics:⏎\tt: {} | 3:1 | tabs | with spaces
version: 1⏎topics: {⏎ | 3:1 | must be sufficiently indented and end with a } | Fix the YAML
version: 1⏎topics:⏎  ? [a]⏎  : {} | 3:5 | keys must be strings | Fix the YAML
`;

/** 3^30 values, if it were expanded. */
const ALIAS_BOMB = Array.from({ length: 30 }, (_, i) =>
  i === 0 ? "x-0: &a0 x\n" : `x-${i}: &a${i} [*a${i - 1}, *a${i - 1}, *a${i - 1}]\n`,
).join("");

const rows = (table: string) =>
  table
    .slice(1, -1)
    .split("\n")
    .map((line) => line.replaceAll("⏎", "\n").split(" | "));

function expectOne(yaml: string, position: string, what: string, next: string): void {
  const [first, ...others] = errors(yaml);
  expect(others).toEqual([]);
  expect(first?.where).toBe(`c.yml:${position}`);
  expect(first?.what).toContain(what);
  expect(first?.next).toContain(next);
}

describe("a contract error says where, what and what next", () => {
  it.each(rows(FIELDS))("%s", (lines, position = "", what = "", next = "") => {
    expectOne(withPartitions(...(lines ?? "").split("\n")), position, what, next);
  });

  it.each(rows(PARTITIONS))("partitions: %s", (value, what = "") => {
    expectOne(topic(`partitions: ${value}`), "4:17", what, "partitions: 48");
  });

  it.each(rows(FILES))("file %j", (yaml = "", position = "", what = "", next = "") => {
    expectOne(yaml, position, what, next);
  });

  it.each([
    ["an alias bomb", ALIAS_BOMB],
    ["an alias of nothing", topic("partitions: *nope")],
  ])("%s names file:line:column too", (_, yaml) => {
    const [first, ...others] = errors(yaml);
    expect(others).toEqual([]);
    expect(first?.next).toMatch(/anchor/);
    expect(first?.where).toMatch(/^c\.yml:\d+:\d+$/);
  });

  it("ends an alias bomb before it takes time", () => {
    const before = process.cpuUsage();
    expect(errors(ALIAS_BOMB)).toHaveLength(1);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(2_000_000);
  });

  it("lets an anchor be used some hundred times, but not a thousand", () => {
    const used = (times: number) =>
      topic(`partitions: 4`).concat(
        `\nx-a: &a 1\nx-b: [${Array.from({ length: times }, () => "*a").join(", ")}]\n`,
      );
    expect(errors(used(999))).toEqual([]);
    expect(errors(used(1000))).toMatchObject([{ what: "its aliases expand without end" }]);
  });

  it("never advises to use another library", () => {
    const [first] = errors("version: 1\ntopics: {t: {partitions: 1}}\n---\nversion: 1\n");
    expect(first?.where).toBe("c.yml:3:1");
    expect(`${first?.what} ${first?.next}`).not.toContain("YAML.");
  });

  it("takes a merge key as YAML 1.1 does", () => {
    const yaml =
      "version: 1\nx-a: &a {partitions: 7}\ntopics:\n  t:\n    <<: *a\n    max_gini: 0.9\n";
    expect(parseContract(yaml).topics[0]?.partitions).toBe(7);
  });
});

describe("the excerpt", () => {
  it("shows the line with a caret under the value", () => {
    const [error] = errors(withPartitions("max_gini: 15   # a comment"));
    expect(error?.excerpt).toBe(
      ["5 |     max_gini: 15   # a comment", "  |               ^^"].join("\n"),
    );
  });

  it("has the caret under the name where the name is wrong", () => {
    const [error] = errors(withPartitions("max_ginni: 15"));
    expect(error?.excerpt).toBe(["5 |     max_ginni: 15", "  |     ^^^^^^^^^"].join("\n"));
  });

  it("keeps the caret in place behind tabs, a BOM, CRLF and a two-digit line number", () => {
    const padding = "#\r\n".repeat(8);
    const [error] = errors(`\uFEFF${padding}version:\t7\r\ntopics: {t: {partitions: 1}}\r\n`);
    expect(error?.where).toBe("c.yml:9:10");
    expect(error?.excerpt).toBe(["9 | version: 7", "  |          ^"].join("\n"));
    const [later] = errors(`${padding}#\r\nversion: 7\r\ntopics: {t: {partitions: 1}}\r\n`);
    expect(later?.excerpt).toBe(["10 | version: 7", "   |          ^"].join("\n"));
  });

  it("counts no column for a BOM", () => {
    const [error] = errors("\uFEFFversion: 7\ntopics: {t: {partitions: 1}}\n");
    expect(error?.where).toBe("c.yml:1:10");
    expect(error?.excerpt).toBe(["1 | version: 7", "  |          ^"].join("\n"));
  });

  it("cuts a long line", () => {
    const [error] = errors(withPartitions(`max_gini: 15 # ${"x".repeat(500)}`));
    const lines = error?.excerpt?.split("\n") ?? [];
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line.length).toBeLessThan(140);
  });

  it("lets nothing from the file reach the terminal raw", () => {
    const [error] = errors(withPartitions("max_gini: '\u001b[31m\u202e'"));
    const { message } = new UserError({ what: error?.what ?? "" });
    expect(message + error?.excerpt).not.toMatch(RAW);
    expect(message).toContain("\\x1b[31m\\u{202e}");
  });
});

describe("several errors", () => {
  it("come all at once, in the order of the file", () => {
    const yaml = `version: 1
defaults:
  max_ginni: 1
topics:
  b:
    partitions: 0
    max_gini: 15
  a:
    partitioner: murmur3
    partitions: x
    keys: {pth: a}
`;
    expect(errors(yaml).map(({ where }) => where)).toEqual([
      "c.yml:3:3",
      "c.yml:6:17",
      "c.yml:7:15",
      "c.yml:9:18",
      "c.yml:10:17",
      "c.yml:11:5",
      "c.yml:11:12",
    ]);
  });

  it("include those that no schema can find", () => {
    const yaml = "version: 1\ntopics:\n  b: {max_gini: 0.1}\n  a: {partitions: 0}\n";
    expect(errors(yaml).map(({ what }) => what)).toEqual([
      expect.stringContaining('"partitions" is missing'),
      expect.stringContaining("must be at least 1"),
    ]);
  });

  it("include those beside a field that no schema knows, of the file and of the topic", () => {
    const yaml =
      "version: 1\nx: 1\ntopics:\n  a: {partitions: 10, max_partition_share: 0.05, max_ginni: 0.1, producers: [java, segmentio]}\n";
    expect(errors(yaml).map(({ what }) => what)).toEqual([
      expect.stringContaining('unknown field "x"'),
      expect.stringContaining("below 1/10"),
      expect.stringContaining('"max_ginni"; did you mean "max_gini"?'),
      expect.stringContaining("the name segmentio"),
    ]);
  });

  it("of one place in broken YAML are one", () => {
    expect(errors("[".repeat(1000))).toHaveLength(1);
  });

  it("of contradictions come all at once", () => {
    const yaml = withPartitions(
      "max_consumer_share: 0.5",
      "partitioner: crc32",
      "producer: rskafka",
      "max_partition_share: 0.01",
    );
    expect(errors(yaml).map(({ where }) => where)).toEqual([
      "c.yml:5:25",
      "c.yml:7:15",
      "c.yml:7:15",
      "c.yml:8:26",
    ]);
  });

  it("are each told once, also where several topics inherit the fault", () => {
    const yaml = `version: 1
defaults: {partitions: 48, max_partition_share: 0.01}
topics: {a: {}, b: {}, c: {}}
`;
    const places = errors(yaml).map(({ where, what }) => `${where} ${what}`);
    expect(places).toHaveLength(1);
    expect(places[0]).toMatch(/^c.yml:2:49 max_partition_share 0.01 is below/);
  });
});

describe("the topic's name", () => {
  it.each([
    ["keys", "  keys: {partitons: 48}\n"],
    ["severity", "  severity: {partitons: 48}\n"],
    ["defaults", "  defaults: {partitons: 48}\n"],
    ["topics", "  topics: {partitons: 48}\n"],
  ])("%s changes nothing about the fields a topic has", (_, line) => {
    const [error] = errors(`version: 1\ntopics:\n${line}`);
    expect(error?.what).toBe('unknown field "partitons"; did you mean "partitions"?');
    expect(error?.next).toMatch(/^Fields here: partitions, /);
  });

  it.each(["partitions", "keys", "constructor", "__proto__", "toString", "123"])(
    "%s does not mix the topic up with something else",
    (name) => {
      const [error] = errors(`version: 1\ntopics:\n  ${name}:\n`);
      expect(error?.where).toMatch(/^c.yml:3:/);
      expect(error?.what).toBe(`${name} must be a block of fields, not empty`);
      expect(error?.next).not.toBe("");
      expect(error?.next).not.toMatch(/Number of partitions of the topic|sampled keys/);
    },
  );
});

it("an unknown severity is not called an unknown rule", () => {
  const [error] = errors(withPartitions("severity: {max_gini: warn}"));
  expect(error?.what).not.toContain("is no max_gini");
});

it("a client that ignores keys can be left as advised", () => {
  const [error] = errors(withPartitions("producer: segmentio"));
  // Followed to the letter: the line it names is added, nothing it does not name is removed.
  const followed = /instead|replace|remove/i.test(error?.next ?? "")
    ? withPartitions("partitioner: fnv1a")
    : withPartitions("producer: segmentio", "partitioner: fnv1a");
  expect(errors(followed)).toEqual([]);
});
