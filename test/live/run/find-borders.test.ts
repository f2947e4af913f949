import fc from "fast-check";
import { expect, it } from "vitest";
import { findBorders } from "#live/run/recommend/find-borders.ts";
import type { Subject } from "#live/run/recommend/subject.ts";

const subjectOf = () => ({ borders: [] }) as unknown as Subject;

/** Finds the borders of topics whose offsets at time i are `offsets[topic][i]`; counts requests. */
async function find(topics: readonly (readonly (readonly number[])[])[], times: number) {
  const subjects = topics.map(subjectOf);
  let requests = 0;
  let asked = 0;
  const timesMs = Array.from({ length: times }, (_, i) => i * 1000);
  await findBorders(subjects, timesMs, async (some, timestampMs, take) => {
    requests++;
    asked += some.length;
    for (const subject of some) {
      const offsets = topics[subjects.indexOf(subject)]?.[timestampMs / 1000] ?? [];
      take(subject, offsets.map(BigInt));
    }
  });
  return { found: subjects.map(({ borders }) => borders), requests, asked };
}

const TIMES = 24;
/** The offsets of two partitions at each time, which do not go back. */
const history = fc
  .array(fc.tuple(fc.nat(1), fc.nat(3)), { minLength: TIMES, maxLength: TIMES })
  .map((steps) => {
    const sums = [5, 0];
    return steps.map((step) =>
      step.map((more, i) => {
        sums[i] = (sums[i] ?? 0) + more;
        return sums[i];
      }),
    );
  });

it("finds the offsets at all times", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(history, { minLength: 1, maxLength: 3 }), async (topics) => {
      const { found, requests } = await find(topics, TIMES);
      expect(found).toEqual(topics.map((one) => one.map((offsets) => offsets.map(BigInt))));
      expect(requests).toBeLessThanOrEqual(TIMES);
    }),
  );
});

it("asks for few times if a topic was written in a few of them, and only for that topic", async () => {
  const quiet = Array.from({ length: TIMES }, () => [7, 7]);
  const once = Array.from({ length: TIMES }, (_, i) => (i < 13 ? [0, 0] : [900, 0]));
  expect(await find([quiet], TIMES)).toMatchObject({ requests: 2, asked: 2 });
  const both = await find([quiet, once], TIMES);
  expect(both.requests).toBeLessThanOrEqual(2 + Math.ceil(Math.log2(TIMES)));
  expect(both.asked).toBe(both.requests + 2);
});

it.each([1, 2, 3])("finds the offsets at %i times", async (times) => {
  const topic = [[1], [2], [3]].slice(0, times);
  expect((await find([topic], times)).found).toEqual([topic.map((offsets) => offsets.map(BigInt))]);
});

it("goes on without topics that fail", async () => {
  const [good, bad] = [subjectOf(), subjectOf()];
  await findBorders([good, bad], [0, 1, 2, 3], async (some, timestampMs, take) => {
    if (some.includes(good)) take(good, [BigInt(timestampMs)]);
  });
  expect(good.borders).toEqual([[0n], [1n], [2n], [3n]]);
  expect(bad.borders).toEqual([]);
});
