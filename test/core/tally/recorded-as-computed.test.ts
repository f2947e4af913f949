import fc from "fast-check";
import { expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { partitionerNames } from "#core/partitioners/index.ts";
import { judgeKeys } from "../../support/judge-keys.ts";
import { judgeRecorded, type Written } from "../../support/recorded-keys.ts";

const keys = fc.uniqueArray(
  fc.tuple(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
    fc.integer({ min: 1, max: 50 }),
  ),
  { minLength: 1, maxLength: 80, selector: ([key]) => key },
);

it.each(partitionerNames)(
  "records that %s wrote are judged alike, recorded or computed",
  (name) => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 40 }), (counted, partitions) => {
        const placeOf = (key: string) =>
          partitionFor(new TextEncoder().encode(key), partitions, name);
        const written = counted.map(([key, count]): Written => [key, placeOf(key), count]);
        const fields = { topic: "t", partitions };
        const computed = judgeKeys({ ...fields, partitioner: name }, counted);
        const recorded = judgeRecorded({ ...fields, partitioner: "recorded" }, written);
        const { partitionCounts, maxPartitionShare, gini, cv, maxKeyShare, uniqueKeys } =
          computed.measures;
        expect(recorded.measures).toMatchObject({
          partitionCounts,
          maxPartitionShare,
          gini,
          cv,
          maxKeyShare,
          uniqueKeys,
        });
        expect(recorded.measures.hottestKeys.map(({ partition }) => partition)).toEqual(
          computed.measures.hottestKeys.map(({ partition }) => partition),
        );
      }),
      { numRuns: 40 },
    );
  },
);
