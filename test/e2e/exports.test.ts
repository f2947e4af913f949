import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TopicReport } from "#doors/library/index.ts";
import { cli, folder, root } from "./cli.ts";

/*
 * Exports of keys as real tools write them, each with what is right for it. A file that cannot be
 * judged may be refused, but never gets another verdict than its records deserve.
 */

interface Answer {
  readonly verdict: "pass" | "fail";
  readonly records: number;
  readonly unique_keys: number;
  readonly null_keys: number;
  readonly empty_keys: number;
  readonly max_partition_share: number;
  readonly partition_counts: readonly number[];
  /** The answer is right only if the output says this. */
  readonly mention?: string;
}

interface Case {
  readonly name: string;
  readonly group: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly expected: {
    readonly kind: "verdict" | "refuse" | "either";
    readonly accept?: readonly Answer[];
    readonly mention?: readonly string[];
  };
}

const data = join(root, "fixtures/exports");
const { cases, flags }: { cases: readonly Case[]; flags: Record<string, readonly string[]> } =
  JSON.parse(readFileSync(join(data, "cases.json"), "utf8"));

async function judge({ args, stdin, file }: Case) {
  const out = join(folder(), "report.json");
  const given = args.flatMap((arg) => flags[arg] ?? [arg]);
  const input = stdin === undefined ? "" : readFileSync(join(data, stdin));
  const run = await cli([...given, "-o", "text", "-o", `json:${out}`], { cwd: data, input });
  const words = `${run.stderr}${run.stdout}`.replaceAll(file, " ").replace(/\s+/g, " ");
  return { ...run, words, report: run.code === 2 ? undefined : topicIn(out) };
}

function topicIn(path: string): TopicReport {
  const [topic] = JSON.parse(readFileSync(path, "utf8")).topics;
  return topic;
}

describe.concurrent("exports of keys:", () => {
  it.each(cases)("$name", async (one) => {
    const { kind, accept = [], mention = [] } = one.expected;
    const { code, stderr, words, report } = await judge(one);
    if (code === 2) {
      expect(kind, stderr).not.toBe("verdict");
      expect(stderr).toMatch(/^error: /);
      for (const word of mention) expect(words).toMatch(new RegExp(word, "i"));
      return;
    }
    expect([0, 1]).toContain(code);
    const right = accept.filter((answer) => {
      return answer.mention === undefined || new RegExp(answer.mention, "i").test(words);
    });
    expect(right.map(({ mention: _, ...answer }) => answer)).toContainEqual({
      verdict: code === 0 ? "pass" : "fail",
      records: report?.records,
      unique_keys: report?.unique_keys,
      null_keys: report?.null_keys,
      empty_keys: report?.empty_keys,
      max_partition_share: expect.closeTo(report?.max_partition_share ?? -1, 9),
      partition_counts: report?.partition_counts,
    });
  });
});
