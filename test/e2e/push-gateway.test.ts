import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { findPushgateway } from "../../scripts/promtool.mjs";
import { cities, cli, expectRefusal, folder, judge, manyKeys } from "./cli.ts";

const pushgateway = await findPushgateway();
const byCity = ["--contract", join(cities, "by-city/skew_contract.yml"), "--quiet"];

/** The port that the system gave it, which its log names once it listens. */
async function portIn(log: Readable): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: log })) {
    lines.push(line);
    const [, port] = /"Listening on" address=127\.0\.0\.1:(\d+)/.exec(line) ?? [];
    if (port !== undefined) return port;
  }
  throw new Error(lines.join("\n"));
}

describe.skipIf(pushgateway === undefined)("a real Pushgateway", () => {
  let url: string;
  let stop = () => {};

  beforeAll(async () => {
    const gateway = spawn(pushgateway as string, ["--web.listen-address=127.0.0.1:0"]);
    stop = () => gateway.kill();
    url = `http://127.0.0.1:${await portIn(gateway.stderr)}`;
  });
  afterAll(() => stop());

  it("takes the measures", async () => {
    const run = await cli([...byCity, "--push-gateway", url]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(
      /^skew_contract_holds\{instance="",job="skew_contract",topic="user-events"\} 1$/m,
    );
    expect(metrics).toContain("skew_contract_max_partition_share_ratio{");
  });

  it("takes them under a group that the URL names, for any topic", async () => {
    const cwd = folder({ "k.txt": manyKeys(100) });
    const group = `${url}/metrics/job/gate/team/payments`;
    const topic = 'q"\\ü\n';
    const args = ["--keys", "k.txt", "--push-gateway", group, "--quiet"];
    const yaml = `version: 1\ntopics:\n  ${JSON.stringify(topic)}: {partitions: 4, keys: k.txt}\n`;
    const named = folder({ "k.txt": manyKeys(100), "skew_contract.yml": yaml });
    expect(await cli([...judge, ...args], { cwd })).toMatchObject({ code: 0, stderr: "" });
    const run = await cli(["--push-gateway", group, "--quiet"], { cwd: named });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/skew_contract_partitions\{.*job="gate",team="payments",topic="q.*ü/);
  });
});

describe("a gateway that does not take them", () => {
  const requests: IncomingMessage[] = [];
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request);
      response.writeHead(400).end("text format parsing error\u001b[31m");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    url = `http://reader:s3cret@127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it("is told, without its password, and reports are written all the same", async () => {
    const cwd = folder({ "k.txt": manyKeys(100) });
    const args = [...judge, "--keys", "k.txt", "--output", "csv:shares.csv", "--quiet"];
    const run = await cli([...args, "--push-gateway", url], { cwd });
    expectRefusal(run, "could not be pushed", "answered 400: text format parsing error\\x1b[31m");
    expect(run.stderr).not.toContain("s3cret");
    expect(requests[0]?.headers.authorization).toBe(`Basic ${btoa("reader:s3cret")}`);
    expect(requests[0]?.method).toBe("PUT");
    const written = await cli(["check", "--keys", "shares.csv", "--partitions", "1"], { cwd });
    expect(written.stderr).not.toContain("does not exist");
  });

  it("is not followed to another server", async () => {
    const followed: string[] = [];
    const other = createServer((request, response) => {
      followed.push(`${request.method} ${request.url}`);
      response.end();
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/metrics/job/x`;
    const moved = createServer((_, response) => response.writeHead(307, { location }).end());
    moved.listen(0, "127.0.0.1");
    await new Promise((resolve) => moved.once("listening", resolve));
    onTestFinished(() => void [other, moved].map((one) => one.close()));
    const { port } = moved.address() as AddressInfo;
    const run = await cli([...byCity, "--push-gateway", `http://127.0.0.1:${port}`]);
    expectRefusal(run, "could not be pushed");
    expect(followed).toEqual([]);
  });

  it.each([
    ["nothing listens", "http://127.0.0.1:9", "cannot be reached"],
    ["it is no URL", "pushgateway:9091", "not an http or https URL"],
    ["it is another protocol", "ftp://gateway/", "not an http or https URL"],
  ])("where %s", async (_, target, says) => {
    expectRefusal(await cli([...byCity, "--push-gateway", target]), says);
  });
});
