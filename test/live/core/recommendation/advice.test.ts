import { expect, it } from "vitest";
import { draftOf, finish } from "#live/core/recommendation/assemble.ts";
import type { KnownTopic } from "#live/core/recommendation/result.ts";
import { recommendSettings } from "#live/core/recommendation/settings.ts";
import { hoursOf, MIB, trafficOf } from "../../../support/traffic.ts";

const adviceOf = (traffic: ReturnType<typeof trafficOf>) => {
  const capacity = { bytesPerSecond: 10 * MIB, source: "default" } as const;
  const settings = recommendSettings({}, {});
  const [topic] = finish([draftOf(traffic, capacity, settings)], [], settings);
  return (topic as KnownTopic).advice.map(({ id }) => id);
};

it("tells a topic whose records are all older than the window from one without records", () => {
  expect(adviceOf(trafficOf({ buckets: hoursOf(0), logOffsets: 500 }))).toEqual(["before-window"]);
  expect(adviceOf(trafficOf({ buckets: hoursOf(0), logOffsets: 0 }))).toEqual([]);
  expect(adviceOf(trafficOf({ buckets: hoursOf(MIB) }))).toEqual([]);
});
