import { cpSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "#core/reports/sha256.ts";
import {
  type ActionOptions,
  checkout,
  hasNode24,
  pullRequest,
  runAction,
} from "../support/action.ts";
import { BOT, type GitHubServer, send, startGitHub } from "../support/github-server.ts";
import { commandsIn } from "../support/workflow-commands.ts";
import { cli, manyKeys } from "./cli.ts";

const LIMIT = "    max_partition_share: 0.2\n";
const SKEWED = `${"DE\n".repeat(900)}${manyKeys(100)}`;
const even = checkout(manyKeys(3000), LIMIT);
const skewed = checkout(SKEWED, LIMIT);
const EVEN_CONTRACT =
  "version: 1\ntopics:\n  users: {partitions: 12, max_partition_share: 0.2, keys: even.txt}\n";
type ActionPart = Pick<ActionOptions, "inputs" | "env">;
const someone = { user: { login: "mallory", type: "User" }, author_association: "NONE" };

describe.skipIf(!hasNode24)("the comment", () => {
  let github: GitHubServer;
  const run = (cwd: string, inputs: Record<string, string> = {}, more = {}) =>
    runAction({ cwd, apiUrl: github.url, inputs: { annotations: "false", ...inputs }, ...more });

  beforeEach(async () => {
    github = await startGitHub();
  });
  afterEach(async () => {
    expect(github.violations).toEqual([]);
    await github.close();
  });

  it("is begun by a failure, updated in place and turned green, and not begun by a pass", async () => {
    expect((await run(even)).code).toBe(0);
    expect(github.comments).toEqual([]);
    expect((await run(skewed)).code).toBe(1);
    expect(github.comments[0]?.body).toMatch(/^<!-- skew-contract [0-9a-f]{16} -->\n## ❌/);
    expect((await run(even)).code).toBe(0);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain("## ✅ Partition keys satisfy");
    const before = github.requests.length;
    await run(even);
    expect(github.requests.slice(before)).toEqual([
      expect.stringMatching(/^GET .*comments/),
      "GET /user",
    ]);
  });

  it("is always begun, or never, where that is wanted", async () => {
    await run(even, { comment: "always" });
    expect(github.comments).toHaveLength(1);
    await run(skewed, { comment: "never", "comment-key": "other" });
    expect(github.comments).toHaveLength(1);
  });

  it("is one for each job, folder and key, found on a later page", async () => {
    const others = Array.from({ length: 230 }, (_, i) => ({ id: i + 1, body: `#${i}`, ...BOT }));
    github.comments.push(...others);
    await run(skewed);
    await run(skewed);
    expect(github.comments).toHaveLength(231);
    await run(skewed, { "comment-key": "b" });
    await run(skewed, {}, { env: { GITHUB_JOB: "other" } });
    expect(github.comments).toHaveLength(233);
  });

  describe("is one for each", () => {
    const two = checkout(SKEWED, LIMIT);
    writeFileSync(`${two}/b.yml`, EVEN_CONTRACT);
    writeFileSync(`${two}/even.txt`, manyKeys(3000));
    const neighbours: [string, ActionPart, ActionPart][] = [
      ["contract", { inputs: {} }, { inputs: { contract: "b.yml" } }],
      ["choice of topics", { inputs: { topics: "orders" } }, { inputs: { keys: "even.txt" } }],
      [
        "leg of a matrix",
        { inputs: { matrix: '{"n":1}' } },
        { inputs: { matrix: '{"n":2}', keys: "even.txt" } },
      ],
      [
        "workflow, though their names are the same",
        { env: { GITHUB_WORKFLOW_REF: "acme/shop/.github/workflows/a.yml@refs/pull/7/merge" } },
        {
          env: { GITHUB_WORKFLOW_REF: "acme/shop/.github/workflows/b.yml@refs/pull/7/merge" },
          inputs: { keys: "even.txt" },
        },
      ],
    ];

    it.each(neighbours)("%s: what holds turns no neighbour green", async (_, broken, holding) => {
      const red = await run(two, broken.inputs, { env: broken.env });
      const green = await run(
        two,
        { ...holding.inputs, comment: "always" },
        {
          env: holding.env,
        },
      );
      expect([red.code, green.code]).toEqual([1, 0]);
      expect(github.comments.map((one) => /## (.)/u.exec(one.body)?.[1])).toEqual(["❌", "✅"]);
    });

    it("step, however its contract is named, and where it is gone", async () => {
      const cwd = checkout(SKEWED, LIMIT);
      await run(cwd);
      await run(cwd, { contract: "skew_contract.yml", matrix: "" });
      await run(cwd, { contract: "./skew_contract.yml", matrix: "{}" });
      rmSync(`${cwd}/skew_contract.yml`);
      expect((await run(cwd)).code).toBe(2);
      expect(github.comments).toHaveLength(1);
      expect(github.comments[0]?.body).toContain("could not be judged");
    });

    it("step, also where its folder is gone", async () => {
      const cwd = checkout(SKEWED, LIMIT);
      cpSync(skewed, `${cwd}/service`, { recursive: true });
      rmSync(`${cwd}/service/.git`);
      await run(cwd, { "working-directory": "service" });
      rmSync(`${cwd}/service`, { recursive: true });
      expect((await run(cwd, { "working-directory": "service" })).code).toBe(2);
      expect(github.comments).toHaveLength(1);
      expect(github.comments[0]?.body).toContain("could not be judged");
    });

    it("step, and what steps shared before is taken away", async () => {
      const id = sha256(new TextEncoder().encode(JSON.stringify(["ci", "keys", ".", ""])));
      const body = `<!-- skew-contract ${id.slice(0, 16)} -->\n## ❌ of whichever ran last`;
      github.comments.push({ id: 1, body, ...BOT }, { id: 2, body, ...someone });
      await run(even);
      expect(github.comments.map((one) => one.id)).toEqual([2]);
    });
  });

  it("is found whoever the token belongs to, but not in an outsider's words", async () => {
    await run(skewed);
    const marker = github.comments[0]?.body.split("\n")[0];
    const user = { login: "dev", type: "User" };
    github.comments[0] = { id: 1, body: `${marker}\nold`, user, author_association: "MEMBER" };
    github.comments.unshift({ id: 90, body: `${marker}\n## ✅ forged`, ...someone });
    await run(skewed);
    expect(github.comments.map(({ id }) => id)).toEqual([90, 1]);
    expect(github.comments[0]?.body).toContain("forged");
    expect(github.comments[1]?.body).toContain("## ❌");
  });

  it("is one again after two runs at once", async () => {
    await Promise.all([run(skewed), run(skewed)]);
    await run(skewed);
    expect(github.comments).toHaveLength(1);
  });

  it("is brought up to date where another run has just taken its double away", async () => {
    await run(skewed);
    const own = github.comments[0]?.body as string;
    github.comments.push({ id: 50, body: own, ...BOT });
    github.intercept = ({ method }, response) => {
      if (method === "DELETE") send(response, 404, {});
      return method === "DELETE";
    };
    expect((await run(even)).log).toContain("Comment: updated.");
    expect(github.comments[0]?.body).toContain("## ✅");
  });

  it("is one again where there are several, and the first is up to date", async () => {
    await run(skewed);
    const [own] = github.comments;
    github.comments.push({ id: 50, body: `${own?.body}`, ...BOT });
    github.comments.push({ id: 51, body: `${own?.body}`, ...someone });
    expect((await run(skewed)).log).toContain("Comment: unchanged.");
    expect(github.comments.map(({ id }) => id)).toEqual([own?.id, 51]);
  });

  it.each([
    ["on a server that tells no kind of user", { user: { id: 9, login: "gitea-actions" } }],
    [
      "by a contributor's token",
      { user: { id: 9, login: "dev", type: "User" }, author_association: "CONTRIBUTOR" },
    ],
  ])("is one after three runs, %s, and no stranger's", async (_, author) => {
    Object.assign(github, { author, knowsUser: true });
    await run(skewed);
    const body = `${github.comments[0]?.body}`;
    github.comments.unshift({ id: 60, body, ...author, user: { ...author.user, id: 10 } });
    github.comments.unshift({ id: 61, body, ...BOT });
    await run(even);
    github.comments.push({ id: 62, body, ...author });
    await run(even);
    expect(github.comments.map(({ id }) => id)).toEqual([61, 60, 1]);
    expect(github.comments.map((one) => one.body.includes("## ✅"))).toEqual([false, false, true]);
  });

  it("leads to no other host", async () => {
    const other = await startGitHub();
    github.intercept = ({ method, url }, response) => {
      const link = `<${other.url}${url}&page=2>; rel="next"`;
      if (method === "GET") send(response, 200, [], { link });
      return method === "GET";
    };
    expect((await run(skewed)).log).toContain("Comment: created.");
    github.intercept = ({ url }, response) => {
      send(response, 307, {}, { location: `${other.url}${url}` });
      return true;
    };
    expect((await run(skewed)).log).toContain(`redirects to another host, ${other.url}`);
    expect(other.requests).toEqual([]);
    await other.close();
  });

  it("tells that nothing could be judged where it stood green", async () => {
    await run(skewed);
    const run2 = await run(skewed, { keys: "missing.txt" });
    expect(run2.code).toBe(2);
    expect(github.comments[0]?.body).toContain("could not be judged");
  });

  it("stays below GitHub's limit for thousands of topics", async () => {
    const topics = Array.from(
      { length: 2000 },
      (_, i) => `  topic-${i}: {partitions: 3, max_gini: 0.01, keys: k${i}.txt}\n`,
    );
    const { folder } = await import("./cli.ts");
    const files = topics.map((_, i) => [`k${i}.txt`, "a\nb\nb\n"]);
    const cwd = folder({
      ...Object.fromEntries(files),
      "skew_contract.yml": `version: 1\ntopics:\n${topics.join("")}`,
    });
    expect((await run(cwd)).code).toBe(1);
    expect(github.comments[0]?.body.length).toBeLessThan(60_100);
  });

  describe("where GitHub does not take it", () => {
    const answers: [string, (response: ServerResponse) => void, string][] = [
      [
        "a token that only reads",
        (r) => send(r, 403, { message: "Resource not accessible by integration" }),
        "pull-requests: write",
      ],
      ["a token that is none", (r) => send(r, 401, { message: "Bad credentials" }), "::notice::"],
      ["what is not found", (r) => send(r, 404, {}), "pull-requests: write"],
      [
        "what it cannot process",
        (r) => send(r, 422, { message: "Validation Failed" }),
        "Validation Failed",
      ],
      [
        "its own errors",
        (r) => send(r, 502, { message: "Bad gateway" }),
        "the comment could not be written",
      ],
      ["a closed connection", (r) => r.destroy(), "the comment could not be written"],
      [
        "a wait of an hour",
        (r) => send(r, 403, { message: "secondary rate limit" }, { "retry-after": "3600" }),
        "pull-requests: write",
      ],
    ];

    it.each(answers)("(%s) the verdict and the summary stand", async (_, answer, says) => {
      github.intercept = ({ method }, response) => {
        if (method === "POST") answer(response);
        return method === "POST";
      };
      const { code, log, summary, outputs } = await run(skewed);
      expect([code, outputs.verdict]).toEqual([1, "fail"]);
      expect(summary).toContain("## ❌");
      expect(commandsIn(log).join("\n")).toContain(says);
    });

    it("for a while, it is tried again", async () => {
      let refusals = 0;
      github.intercept = (_, response) => {
        if (refusals++ >= 2) return false;
        if (refusals === 1) send(response, 503, {});
        else send(response, 429, { message: "slow down" }, { "retry-after": "1" });
        return true;
      };
      expect((await run(skewed)).code).toBe(1);
      expect(github.comments).toHaveLength(1);
    });
  });

  it.each([
    ["push", { before: "c".repeat(40) }],
    ["merge_group", { merge_group: { base_sha: "d".repeat(40) } }],
    ["workflow_dispatch", {}],
    ["schedule", {}],
  ])("is none for %s", async (name, payload) => {
    const { code, summary } = await run(skewed, {}, { event: { name, payload } });
    expect(code).toBe(1);
    expect(summary).toContain("## ❌");
    expect(github.requests).toEqual([]);
  });

  it("warns of a fork's code under pull_request_target", async () => {
    const { writeFileSync, mkdirSync, rmSync } = await import("node:fs");
    const cwd = checkout(SKEWED, LIMIT);
    rmSync(`${cwd}/.git`);
    mkdirSync(`${cwd}/.git/refs/heads`, { recursive: true });
    writeFileSync(`${cwd}/.git/HEAD`, "ref: refs/heads/theirs\n");
    writeFileSync(`${cwd}/.git/refs/heads/theirs`, `${"a".repeat(40)}\n`);
    const { base, number, head } = pullRequest.payload.pull_request;
    const pull_request = { number, base, head: { ...head, repo: { id: 2 } } };
    const event = { name: "pull_request_target", payload: { pull_request } };
    const { log } = await run(cwd, {}, { event });
    expect(commandsIn(log).join("\n")).toContain(
      "::warning::This workflow runs on pull_request_target",
    );
    expect(github.comments).toHaveLength(1);
    writeFileSync(`${cwd}/.git/refs/heads/theirs`, `${base.sha}\n`);
    const quiet = await run(cwd, {}, { event });
    expect(quiet.log).not.toContain("pull_request_target");
  });

  it("never shows the token", async () => {
    github.intercept = (_, response) => {
      send(response, 500, { message: "t0ken".repeat(2) });
      return true;
    };
    const { log, summary } = await run(skewed, { token: "s3cret-token" });
    expect(log + summary).not.toContain("s3cret-token");
  });

  describe("compares with the base branch", () => {
    const base = pullRequest.payload.pull_request.base.sha;

    it("whose baseline it reads, so that only what is new fails", async () => {
      const written = await cli(["baseline"], { cwd: skewed });
      expect(written.code).toBe(0);
      const { readFileSync, rmSync } = await import("node:fs");
      github.files.set(
        `skew_baseline.json@${base}`,
        readFileSync(`${skewed}/skew_baseline.json`, "utf8"),
      );
      rmSync(`${skewed}/skew_baseline.json`);
      const known = await run(skewed, { baseline: "base", "fail-on": "new", comment: "always" });
      expect([known.code, known.outputs.verdict], known.log).toEqual([0, "warn"]);
      expect(github.comments[0]?.body).toContain("broken before, no worse");
      const any = await run(skewed, { baseline: "base" });
      expect(any.code).toBe(1);
    });

    it("whose contract it reads, and says what the change loosens", async () => {
      const strict = `version: 1\ntopics:\n  orders: {partitions: 12, max_partition_share: 0.1, max_gini: 0.2, keys: k.txt}\n  gone: {partitions: 3, max_cv: 2}\n`;
      github.files.set(`skew_contract.yml@${base}`, strict);
      const { code, log } = await run(even, { baseline: "base", comment: "always" });
      expect(code).toBe(0);
      const warnings = commandsIn(log).filter((line) => line.startsWith("::warning"));
      expect(warnings).toEqual([
        expect.stringMatching(
          /gone: topic was in the contract on the base branch and is not in it$/,
        ),
        expect.stringMatching(
          /^::warning file=skew_contract.yml,line=6::orders: max_partition_share was 0.1 .* is 0.2$/,
        ),
        expect.stringMatching(/orders: max_gini was 0.2 on the base branch and is no limit$/),
        expect.stringMatching(
          /orders: keys was k.txt on the base branch and is build\/keys.txt, so/,
        ),
      ]);
      expect(github.comments[0]?.body).toContain("### ⚠️ This change loosens the contract");
    });

    it("which may say nothing of these topics, or not be readable", async () => {
      const other = await cli(
        [
          "check",
          "--partitions",
          "3",
          "--keys",
          "build/keys.txt",
          "--topic",
          "other",
          "--output",
          "json",
        ],
        { cwd: skewed },
      );
      github.files.set(`skew_baseline.json@${base}`, other.stdout);
      expect((await run(skewed, { baseline: "base", "fail-on": "new" })).code).toBe(1);
      github.files.set(`skew_baseline.json@${base}`, "{}");
      const broken = await run(skewed, { baseline: "base" });
      expect(broken.code).toBe(2);
      expect(broken.log).toContain("(at skew_baseline.json of the base branch)");
      github.intercept = (_, response) => {
        send(response, 403, { message: "Resource not accessible" });
        return true;
      };
      const refused = await run(skewed, { baseline: "base" });
      expect(refused.code).toBe(2);
      expect(refused.log).toContain("contents: read");
      expect(refused.log).not.toContain("itself failed");
    });

    it("and says where that has none", async () => {
      const { code, log } = await run(skewed, { baseline: "base", "fail-on": "new" });
      expect(code).toBe(1);
      expect(log).toContain("No baseline: skew_baseline.json is not on the base branch");
    });
  });
});
