import { type CheckOptions, check as runCheck } from "./check.ts";
import { type Command, contractFlag, keysFlag, readingFlags } from "./command.ts";
import { contractFlags } from "./contract-flags.ts";
import type { Flag } from "./flags.ts";

const comparisonFlags: readonly Flag[] = [
  { flag: "--baseline <report.json>", help: "compare with the JSON report of an earlier run" },
  {
    flag: "--baseline-keys <[topic=]path>",
    help: "compare with earlier keys; repeatable",
    repeatable: true,
  },
  {
    flag: "--fail-on <mode>",
    help: "any broken rule, only new ones, or never (default: the contract's fail_on, or any)",
  },
];

export const check: Command = {
  name: "check",
  description: "Judges sampled keys by the contract.",
  summary: "Judges sampled keys by the contract (the default command).",
  flags: [
    contractFlag,
    keysFlag,
    { flag: "-t, --topic <name>", help: "judge this topic only" },
    {
      flag: "-o, --output <format[:path]>",
      help: "text, json, sarif, markdown, github, junit, html, prometheus or csv; repeatable",
      repeatable: true,
    },
    { flag: "--report <path>", help: "write the JSON report of the only topic" },
    {
      flag: "--show-keys <mode>",
      help: "full, hash or none (default: full on a terminal, hash elsewhere and in CI)",
    },
    { flag: "--push-gateway <url>", help: "push the measures to a Prometheus Pushgateway" },
    { flag: "--category <name>", help: "tells apart several SARIF analyses of one commit" },
    { flag: "-q, --quiet", help: "print nothing but errors" },
  ],
  moreFlags: [
    { title: "What changed", flags: comparisonFlags },
    ...readingFlags,
    { title: "Without a contract file", flags: contractFlags },
  ],
  examples: `Examples:
  $ skew-contract                                  judge by skew_contract.yml here or under .github/
  $ skew-contract check --keys build/keys.txt      the keys of the contract's only topic
  $ skew-contract check --keys orders=o.csv --keys users=u.jsonl.gz
  $ skew-contract check --output json:report.json
  $ skew-contract check --topic user-events --keys build/keys.txt \\
      --partitions 48 --max-share 0.08 --max-gini 0.15 --min-unique 20000 \\
      --report skew_report.json                    without a contract file

Exit codes: 0 the contract holds, 1 it is broken, 2 it could not be judged.`,
  run: (values, _, io) => runCheck(values as CheckOptions, io),
};
