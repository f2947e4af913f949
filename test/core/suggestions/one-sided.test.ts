import { describe, expect, it } from "vitest";
import { changeSentences } from "#core/reports/changes-text.ts";
import { judgeChange } from "../../support/example-topics.ts";
import {
  type Counted,
  judgeKeys,
  numbered,
  otherRandom,
  suggestionsOf,
} from "../../support/judge-keys.ts";

const random = otherRandom(77);
const digits = (count: number, base = 10) =>
  Array.from({ length: count }, () => Math.floor(random() * base).toString(base)).join("");
const hex = (count: number) => digits(count, 16);

/** Keys of one topic each, of many users, tenants, days or events. */
const families: Record<string, (i: number) => string> = {
  users: (i) => `user:${i}`,
  orders: (i) => `order-${3_000_000 + i}`,
  "versioned events": (i) => `order_v2:${3_000_000 + i}`,
  UUIDs: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  "UUIDs with their kind": () => `urn:uuid:${hex(8)}-${hex(4)}-7${hex(3)}-a${hex(3)}-${hex(12)}`,
  ULIDs: () => `01JDSX${digits(20, 32).toUpperCase()}`,
  "snowflake ids": (i) => `18612345${String(i * 977).padStart(11, "0")}`,
  "e-mail addresses": (i) => `user${i}@example.com`,
  "phone numbers": () => `+49 151 ${digits(7)}`,
  "IPv4 addresses": (i) => `10.0.${i >> 8}.${i & 255}`,
  "IPv6 addresses": () => `2001:db8:${hex(4)}::${hex(4)}`,
  "MAC addresses": () => `00:1a:${hex(2)}:${hex(2)}:${hex(2)}:${hex(2)}`,
  URLs: (i) => `https://example.com/${i}`,
  "objects in S3": (i) => `s3://bucket/2026/${i}`,
  hashes: () => `sha256:${hex(16)}`,
  JSON: (i) => `{"tenant":"acme-17","user":${i}}`,
  "tenants and users": (i) => `tenant-${i % 40}:user-${i}`,
  "days and users": (i) => `2026-11-${10 + (i % 15)}:user-${i}`,
};

const suggest = (keyOf: (i: number) => string, keys = 5000) => {
  const list = Array.from({ length: keys }, (_, i): Counted => [keyOf(i), 1]);
  return suggestionsOf(judgeKeys({ partitions: 12, max_gini: 0.9 }, list))["one-part"];
};

describe("a sample of one tenant or one day", () => {
  it.each(Object.keys(families))("is not suspected in %s", (family) => {
    expect(suggest(families[family] as (i: number) => string)).toBeUndefined();
  });

  it.each(["tenant-17:", "2026-11-28:", "20261128|", "4711/", "acme0042;", "TENANT_3:"])(
    "is worth a line: %s",
    (part) => {
      const text = suggest((i) => `${part}user-${i}`);
      expect(text).toBe(
        `One part only: all 5,000 different keys begin with "${part}". If that is a tenant, a region or a day, the sample has only one of them: take it from all of them, since others may have hotter keys.`,
      );
    },
  );

  it("is not suspected in a few keys, nor with one exception", () => {
    expect(suggest((i) => `tenant-17:${i}`, 999)).toBeUndefined();
    expect(suggest((i) => `tenant-${i === 4999 ? 18 : 17}:user-${i}`)).toBeUndefined();
  });
});

describe("a deduplicated sample", () => {
  const fields = { partitions: 12, max_gini: 0.9 };
  const sentences = (now: Counted[], before: Counted[]) =>
    changeSentences(judgeChange(fields, now, before)).join(" ");

  it("is suspected where the baseline's keys had several records", () => {
    expect(sentences(numbered(20_000), numbered(20_000, 5))).toContain(
      "Every key is in one record only; in the baseline, a key had 5 records on average.",
    );
  });

  it("is not suspected where keys were always in one record, as ids of events", () => {
    const events = numbered(20_000, 1, "event-");
    expect(sentences(events, numbered(30_000, 1, "earlier-"))).not.toContain("one record only");
  });

  it("is not suspected where so few records of so many keys repeat none", () => {
    expect(sentences(numbered(1000), numbered(200_000, 2))).not.toContain("one record only");
  });
});
