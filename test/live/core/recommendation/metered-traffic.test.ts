import { describe, expect, it } from "vitest";
import { meteredTraffic, meteredWindow } from "#live/core/recommendation/metered-traffic.ts";
import { ratesOf } from "#live/core/recommendation/traffic.ts";
import { HOUR_MS } from "../../../support/traffic.ts";

const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);
const metric = (points: readonly (readonly [topic: string, time: string, value: number])[]) => {
  const found = new Map<string, Map<number, number>>();
  for (const [topic, time, value] of points) {
    const hours = found.get(topic) ?? new Map<number, number>();
    found.set(topic, hours.set(at(time), value));
  }
  return found;
};
const facts = { topic: "orders", partitions: 6, isCompacted: false };
const none = {
  sentBytes: undefined,
  sentRecords: undefined,
  hotIngress: undefined,
  hotEgress: undefined,
};
const window = { startMs: at("00:00:00"), endMs: at("03:00:00") };

describe("Metered traffic", () => {
  it.each([
    ["12:34:56", 1, "12:00:00"],
    ["12:04:59", 1, "11:00:00"],
    ["12:05:00", 1, "12:00:00"],
    ["12:34:56", 0.01, "12:00:00"],
  ])("is of whole hours that are counted to their end: at %s", (now, days, end) => {
    const found = meteredWindow(at(now), days);
    expect(found.endMs).toBe(at(end));
    expect((found.endMs - found.startMs) / HOUR_MS).toBe(Math.max(1, days * 24));
  });

  it("joins bytes and records by topic and hour, whatever their order, and fills gaps", () => {
    const metered = {
      ...none,
      window,
      receivedBytes: metric([
        ["orders", "02:00:00", 7200],
        ["orders", "00:00:00", 3600],
        ["payments", "01:00:00", 1e9],
        // A partial hour before the window.
        ["orders", "03:00:00", 1e9],
      ]),
      receivedRecords: metric([
        ["payments", "00:00:00", 5],
        ["orders", "00:00:00", 36],
        ["orders", "01:00:00", 1],
      ]),
    };
    const traffic = meteredTraffic(facts, metered);
    expect(traffic.buckets.map(({ records, bytes }) => [records, bytes])).toEqual([
      [36, 3600],
      [1, 0],
      [0, 7200],
    ]);
    expect(ratesOf(traffic)).toMatchObject({ records: 37, bytes: 10_800, peakBytesPerSecond: 2 });
    expect(traffic).toMatchObject({ sent: undefined, hotPartition: undefined, unread: [] });
  });

  it("knows what was sent and which partitions are hot, where the cluster tells", () => {
    const metered = {
      window,
      receivedBytes: metric([]),
      receivedRecords: metric([]),
      sentBytes: metric([["orders", "01:00:00", 36_000]]),
      sentRecords: undefined,
      hotIngress: metric([["orders", "01:00:00", 1]]),
      hotEgress: metric([
        ["payments", "01:00:00", 1],
        ["orders", "01:00:00", 0],
      ]),
    };
    const traffic = meteredTraffic(facts, metered);
    expect(traffic.hotPartition).toEqual({ ingress: true, egress: false });
    expect(traffic.sent?.map(({ bytes, records }) => [bytes, records])).toEqual([
      [0, 0],
      [36_000, 0],
      [0, 0],
    ]);
  });
});
