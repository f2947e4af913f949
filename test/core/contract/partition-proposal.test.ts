import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseContract } from "#core/contract/parse.ts";
import { withPartitions } from "#core/contract/partition-proposal.ts";

const proposed = (text: string, counts: Readonly<Record<string, number>>) =>
  withPartitions(text, new Map(Object.entries(counts)));
const countsOf = (text: string) =>
  Object.fromEntries(
    parseContract(text, "c.yml").topics.map(({ topic, partitions }) => [topic, partitions]),
  );

describe("A proposal", () => {
  it("changes the counts alone, to the last space", () => {
    const text = `# Ours
version: 1

topics:
  "orders":   { keys: "a.txt",partitions: 12 , max_gini: 0.2 }
  payments:
      keys: b.txt   # real ones
      partitions:   6      # since 2024

      max_gini: 0.2
`;
    const after = proposed(text, { payments: 24, orders: 16 });
    expect(after).toBe(
      text
        .replace("partitions: 12", "partitions: 16")
        .replace("partitions:   6 ", "partitions:   24 "),
    );
    expect(countsOf(after)).toEqual({ orders: 16, payments: 24 });
  });

  it.each([
    ["a block", "  orders:\n    keys: a.txt # a\n    max_gini: 0.2\n"],
    ["a line", "  orders: {keys: a.txt}\n"],
    ["an empty line block", "  orders: {}\n"],
    ["a name", "  first: &base\n    keys: b.txt\n  orders: *base\n"],
    ["a merge", "  first: &base\n    keys: b.txt\n  orders:\n    <<: *base\n"],
    ["a name for its count", "  first:\n    partitions: &n 8\n  orders:\n    partitions: *n\n"],
  ])("gives a topic of its own what it has from defaults: %s", (_, topics) => {
    const text = `version: 1\ndefaults:\n  partitions: 8\ntopics:\n${topics}`;
    const before = countsOf(text);
    expect(countsOf(proposed(text, { orders: 20 }))).toEqual({ ...before, orders: 20 });
  });

  it("finds topics that an alias names, and refuses what only a merge brings", () => {
    const head = "version: 1\nx-all: &all\n  orders: { keys: a.txt, partitions: 3 }\n";
    const aliased = `${head}topics: *all\n`;
    expect(countsOf(proposed(aliased, { orders: 9 }))).toEqual({ orders: 9 });
    const merged = `${head}topics:\n  <<: *all\n  own: { keys: b.txt, partitions: 2 }\n`;
    expect(() => proposed(merged, { orders: 9 })).toThrow(/comes from a merged block/);
  });

  it("is a valid contract with these counts whatever the topics are called", () => {
    const name = fc.stringMatching(/^[a-zA-Z0-9._-]{1,20}$/).filter((one) => !/^\.+$/.test(one));
    const topics = fc.uniqueArray(
      fc.record({
        name,
        isFlow: fc.boolean(),
        hasOwn: fc.boolean(),
        to: fc.integer({ min: 1, max: 999 }),
      }),
      { selector: (one) => one.name, minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(topics, (all) => {
        const lines = all.map(({ name: topic, isFlow, hasOwn }) => {
          const own = hasOwn ? ["partitions: 7"] : [];
          const fields = ["keys: a.txt", ...own, "max_gini: 0.5"];
          const quoted = JSON.stringify(topic);
          return isFlow
            ? `  ${quoted}: { ${fields.join(", ")} }\n`
            : `  ${quoted}:\n${fields.map((field) => `    ${field}\n`).join("")}`;
        });
        const text = `version: 1\ndefaults: { partitions: 5 }\ntopics:\n${lines.join("")}`;
        const counts = Object.fromEntries(all.map(({ name: topic, to }) => [topic, to]));
        expect(countsOf(proposed(text, counts))).toEqual(counts);
      }),
      { numRuns: 60 },
    );
  });
});
