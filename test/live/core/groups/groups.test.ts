import { describe, expect, it } from "vitest";
import type { ConsumerGroup, GroupMember } from "#live/core/cluster/consumer-groups.ts";
import { consumerShares } from "#live/core/groups/busiest-consumer.ts";
import { groupSentences, groupsOfTopic } from "#live/core/groups/group-facts.ts";
import { groupLag } from "#live/core/groups/group-lag.ts";

const member = (id: string, partitions: readonly number[], topic = "t"): GroupMember => ({
  id,
  clientId: `client-${id}`,
  host: "/10.0.0.1",
  partitions: new Map([[topic, partitions]]),
});

const committed = (offsets: Readonly<Record<number, number>>, topic = "t") => ({
  committed: new Map([
    [topic, new Map(Object.entries(offsets).map(([p, offset]) => [Number(p), BigInt(offset)]))],
  ]),
});

const group = (id: string, rest: Partial<ConsumerGroup>): ConsumerGroup => {
  return { id, state: "Stable", members: [], committed: undefined, ...rest };
};

describe("The lag of a group", () => {
  it("is the end of each partition minus the committed offset", () => {
    const lag = groupLag(committed({ 0: 10, 1: 0, 3: 5 }), "t", [100, 10, 7, undefined]);
    expect(lag).toEqual({
      lags: [90, 10, undefined, undefined],
      records: 100,
      mostLagging: { partition: 0, records: 90, share: 0.9 },
    });
  });

  it("is never below 0", () => {
    const lag = groupLag(committed({ 0: 11 }), "t", [10]);
    expect(lag).toEqual({ lags: [0], records: 0, mostLagging: undefined });
  });

  it("is not known without offsets in the topic", () => {
    expect(groupLag(committed({ 0: 1 }), "other", [10])).toBeUndefined();
    expect(groupLag(committed({ 5: 1 }), "t", [10])).toBeUndefined();
    expect(groupLag({ committed: undefined }, "t", [10])).toBeUndefined();
  });
});

describe("The shares of consumers", () => {
  const loads = Float64Array.of(10, 20, 30, 40);

  it("are those of the partitions that are assigned to them", () => {
    const members = [member("a", [0, 3]), member("b", [1, 2]), member("c", [0], "other")];
    expect(consumerShares(members, "t", loads)).toEqual({
      consumers: 2,
      busiest: { member: members[0], partitions: [0, 3], share: 0.5 },
      unassigned: [],
    });
  });

  it("are shares of what is assigned, and ignore partitions that are not known yet", () => {
    const shares = consumerShares([member("a", [2]), member("b", [0, 9])], "t", loads);
    expect(shares).toMatchObject({ consumers: 2, busiest: { share: 0.75 }, unassigned: [1, 3] });
  });

  it("are not known without readers or load", () => {
    expect(consumerShares([], "t", loads)).toBeUndefined();
    expect(consumerShares([member("a", [0])], "t", new Float64Array(4))).toBeUndefined();
  });
});

describe("The facts about groups", () => {
  const ends = [100, 100, 100, 100];
  const loads = Float64Array.of(10, 20, 30, 40);
  const topic = { topic: "t", ends, loads };
  const said = (...groups: ConsumerGroup[]) => groupsOfTopic(groups, topic).flatMap(groupSentences);

  it("are one sentence each for lag and consumers", () => {
    const members = [member("a", [3, 0]), member("b", [1, 2])];
    const billing = group("billing", { ...committed({ 0: 50, 1: 100, 2: 90, 3: 100 }), members });
    expect(said(billing)).toEqual([
      "billing is 60 records behind, 83 % of them in partition 0.",
      "The busiest of the 2 consumers of billing gets 50 %: client client-a (/10.0.0.1) with partitions 0 and 3.",
    ]);
  });

  it("say what is not behind, and what is not read", () => {
    const done = group("done", committed({ 0: 100 }));
    const single = group("single", { ...committed({ 0: 99 }), members: [member("a", [0])] });
    const many = group("many", {
      members: [member("a", [...Array(12).keys()]), member("b", [12])],
    });
    expect(said(done, single, group("other", committed({ 0: 1 }, "other")))).toEqual([
      "done is not behind.",
      "single is 1 record behind, all of them in partition 0.",
      "single has one consumer of this topic: client client-a (/10.0.0.1) with partition 0. No consumer reads 3 partitions.",
    ]);
    const wide = { topic: "t", ends: Array(13).fill(1), loads: new Float64Array(13).fill(1) };
    expect(groupsOfTopic([many], wide).flatMap(groupSentences)).toEqual([
      "The busiest of the 2 consumers of many gets 92.3 %: client client-a (/10.0.0.1) with 12 partitions.",
    ]);
  });
});
