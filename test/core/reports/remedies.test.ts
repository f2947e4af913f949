import { describe, expect, it } from "vitest";
import { jsonTopicReport } from "#core/reports/json.ts";
import type { RemedyReport } from "#core/reports/remedy-report.ts";
import { gate, type TopicContractFields } from "#doors/library/gate.ts";
import { type Counted, judgeKeys, numbered, otherRandom } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";
import { expectReport } from "../../support/report-schema.ts";

interface Scenario {
  readonly fields: TopicContractFields;
  readonly keys: readonly Counted[];
}

/** Hot keys, heavy tails and even keys, with placeholders, empty and null keys among them. */
function scenarioOf(seed: number): Scenario {
  const random = otherRandom(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  const partitions = [2, 3, 5, 6, 12, 30, 48][Math.floor(7 * random())] as number;
  const kind = ["hot", "tail", "even", "placeholder"][seed % 4];
  const keys = Array.from({ length: Math.round(between(20, 3000)) }, (_, rank): Counted => {
    return [`k${seed}-${rank}`, kind === "tail" ? Math.ceil(5000 / (rank + 1)) : 1 + (rank % 2)];
  });
  const hot = () => Math.ceil(between(0.02, 0.6) * keys.length);
  const added: readonly Counted[] =
    kind === "hot"
      ? Array.from({ length: 1 + (seed % 3) }, (_, i): Counted => [`hot"${i}\\é`, hot()])
      : kind === "placeholder"
        ? [
            ["null", hot()],
            ["NULL", 3],
            ["a:unknown", hot()],
            ["", hot()],
            [null, 5],
          ]
        : [["", 1]];
  const limits = {
    max_partition_share: Math.min(1, between(1.005, kind === "even" ? 1.05 : 1.6) / partitions),
    ...(random() < 0.5 && { max_gini: between(0.02, 0.3) }),
    ...(random() < 0.3 && { max_key_share: between(0.005, 0.2) }),
    ...(random() < 0.3 && { consumers: 2, max_consumer_share: between(0.67, 0.8) }),
    ...(random() < 0.3 && { min_unique_keys: 1000, sample_size: 2000, max_null_keys: 0.05 }),
  };
  const producer = random() < 0.2 ? { producer: "librdkafka" as const } : {};
  return { fields: { partitions, ...limits, ...producer }, keys: [...keys, ...added] };
}

/** The contract and the keys that a program has after it has done what the data says. */
function applied({ fields, keys }: Scenario, remedy: RemedyReport): Scenario | undefined {
  const { kind, ways = 1, partitions, placeholder, keys: about = [] } = remedy;
  const named = new Set(about.map(({ key }) => key));
  switch (kind) {
    case "partitions":
      return partitions === undefined ? undefined : { fields: { ...fields, partitions }, keys };
    case "split":
      return { fields, keys: keys.filter(([key]) => !named.has(key as string)) };
    case "salt":
      return {
        fields,
        keys: keys.flatMap((one) => (named.has(one[0] as string) ? salted(one, ways) : [one])),
      };
    case "null_token":
      return {
        fields,
        keys: keys.map(([key, count]) => [key === placeholder ? null : key, count]),
      };
    case "key_code":
      return undefined;
  }
}

function salted([key, count]: Counted, ways: number): Counted[] {
  const parts = Array.from({ length: ways }, (_, i): Counted => {
    return [`${key}#${i}`, Math.floor(count / ways) + (i < count % ways ? 1 : 0)];
  });
  return parts.filter(([, records]) => records > 0);
}

const judge = ({ fields, keys }: Scenario) =>
  gate(
    fields,
    keys.map(([key, count]) => ({ key, count })),
  );

describe("remedies in the JSON report", () => {
  const scenarios = Array.from({ length: 160 }, (_, i) => scenarioOf(i + 1));
  const all = scenarios.flatMap((scenario) => {
    const { remedies = [] } = judge(scenario);
    return remedies.map((remedy) => ({ scenario, remedy }));
  });

  it("are of every kind, and some do not meet the contract", () => {
    const counts = new Map<string, number>();
    for (const { remedy } of all) counts.set(remedy.kind, (counts.get(remedy.kind) ?? 0) + 1);
    for (const kind of ["salt", "split", "partitions", "null_token", "key_code"]) {
      expect(counts.get(kind) ?? 0, kind).toBeGreaterThan(5);
    }
    const meeting = all.filter(({ remedy }) => remedy.meets_contract);
    expect(meeting.length).toBeGreaterThan(30);
    expect(meeting.length).toBeLessThan(all.length - 30);
  });

  it("give the predicted numbers to the last digit when a program applies them", () => {
    let compared = 0;
    for (const { scenario, remedy } of all) {
      const after = applied(scenario, remedy);
      if (after === undefined) continue;
      const { predicted, meets_contract } = remedy;
      const report = judge(after);
      expect(report, JSON.stringify(remedy)).toMatchObject(predicted ?? { predicted: "missing" });
      expect(report.violations.length === 0, JSON.stringify(remedy)).toBe(meets_contract);
      compared++;
    }
    expect(compared).toBeGreaterThan(100);
  });

  describe("with limits that are not simulated", () => {
    const keys = [["hot", 900], ...numbered(3000)].map(([key, count]) => {
      return { key: String(key), count: Number(count), bytes: 10, time: 1.7e12 };
    });
    const adviceOf = (limits: Partial<TopicContractFields>) => {
      const fields = { partitions: 6, max_partition_share: 0.2, ...limits };
      const { suggestions, remedies = [] } = gate(fields, keys);
      const text = suggestions.find((one) => one.startsWith("Splitting off"));
      return { text, split: remedies.find(({ kind }) => kind === "split") };
    };

    it("do not say whether they meet the contract if the other limits are satisfied", () => {
      const { text, split } = adviceOf({ max_partition_bytes_share: 0.9 });
      expect(split?.predicted?.records).toBe(3000);
      expect(split).not.toHaveProperty("meets_contract");
      expect(text).toContain(
        "the rest then satisfies all limits except those on bytes, which are not simulated (max share 17",
      );
    });

    it("do not take a broken limit on bytes for one that stays broken", () => {
      const { split } = adviceOf({ max_key_bytes_share: 0.001 });
      expect(split).not.toHaveProperty("meets_contract");
    });

    it("say that they do not if another limit is broken", () => {
      const { text, split } = adviceOf({ max_partition_bytes_share: 0.9, sample_size: 3500 });
      expect(split?.meets_contract).toBe(false);
      expect(text).toContain(
        "the rest then satisfies the limits on the spread, but breaks sample_size (max share 17",
      );
    });

    it("say that they do if these limits are off", () => {
      const severity = { max_partition_bytes_share: "off" } as const;
      const { text, split } = adviceOf({ max_partition_bytes_share: 0.9, severity });
      expect(split?.meets_contract).toBe(true);
      expect(text).toContain("the rest then meets the contract");
    });
  });

  const hot: Counted[] = [["Alice", 1500], ["bob:null", 90], ["null", 80], ...numbered(3000)];
  const result = judgeKeys({ topic: "t", partitions: 6, max_partition_share: 0.25 }, hot);

  it.each(["full", "hash", "none"] as const)("show keys as --show-keys %s says", (mode) => {
    const text = render(jsonTopicReport, [result], { showKeys: mode });
    expectReport(`{"version":1,"verdict":"fail","topics":[${text}]}`);
    const { remedies } = JSON.parse(text);
    const keys = remedies.flatMap((one: RemedyReport) => one.keys ?? []);
    const placeholders = remedies.flatMap((one: RemedyReport) => {
      return one.placeholder === undefined ? [] : [one.placeholder];
    });
    const shown = { full: "Alice", hash: "sha256:3bc51062973c458d", none: null }[mode];
    expect(keys).toContainEqual({ key: shown });
    expect(placeholders).toEqual(mode === "none" ? [null, null, null] : [":null", "null", "null"]);
    if (mode !== "full") expect(text).not.toMatch(/Alice|bob/);
  });

  it("are none where nothing is advised", () => {
    expect(gate({ partitions: 3 }, ["a", "b", "c", "d", "e", "f", "g"]).remedies).toEqual([]);
  });
});
