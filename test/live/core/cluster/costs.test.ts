import { describe, expect, it } from "vitest";
import { CostCounter, costLine, costObject } from "#live/core/cluster/costs.ts";

const socket = () => ({ bytesRead: 0, bytesWritten: 0 });

describe("The costs of reading", () => {
  it("are counted by request, and by what each connection has carried", () => {
    const [first, second, again] = [socket(), socket(), socket()];
    const counter = new CostCounter();
    counter.request("a:9092", first, false);
    counter.request("a:9092", first, true);
    counter.request("b:9092", second, true);
    counter.request("a:9092", again, true);
    Object.assign(first, { bytesRead: 1000, bytesWritten: 10 });
    Object.assign(second, { bytesRead: 500, bytesWritten: 5 });
    Object.assign(again, { bytesRead: 20, bytesWritten: 1 });
    counter.throttle(0);
    counter.throttle(250);
    counter.skip(7);
    counter.skip(5);
    expect(costObject(counter.total())).toEqual({
      requests: 4,
      fetches: 3,
      brokers: 2,
      bytes_received: 1520,
      bytes_sent: 16,
      throttled_ms: 250,
      skipped_offsets: 12,
    });
    expect([...counter.receivedByBroker()]).toEqual([
      ["a:9092", 1020],
      ["b:9092", 500],
    ]);
  });

  it("stay what they were when connections have closed", () => {
    const counter = new CostCounter();
    for (let i = 0; i < 3; i++) {
      const closed = socket();
      counter.request("a:9092", closed, false);
      Object.assign(closed, { bytesRead: 10, bytesWritten: 1, destroyed: true });
    }
    counter.request("a:9092", { bytesRead: 5, bytesWritten: 5 }, false);
    expect(counter.total()).toMatchObject({ requests: 4, brokers: 1 });
    expect(counter.total()).toMatchObject({ bytesReceived: 35, bytesSent: 8 });
    expect([...counter.receivedByBroker()]).toEqual([["a:9092", 35]]);
  });

  it("are one sentence for people", () => {
    const costs = {
      requests: 1,
      fetches: 1200,
      brokers: 1,
      bytesSent: 100,
      bytesReceived: 12_900_000,
      throttledMs: 0,
      skippedOffsets: 0,
    };
    expect(costLine(costs)).toBe(
      "Cost: 1 request to 1 broker, 1,200 for records; 12.3 MiB received, 100 B sent.",
    );
    expect(costLine({ ...costs, brokers: 2, bytesReceived: 90, throttledMs: 1234 })).toBe(
      "Cost: 1 request to 2 brokers, 1,200 for records; 90 B received, 100 B sent. Brokers throttled us for 1.2 s.",
    );
    expect(costLine({ ...costs, skippedOffsets: 1200 })).toMatch(
      / 1,200 offsets could not be read: their records were deleted in the meantime, for example by retention\.$/,
    );
  });
});
