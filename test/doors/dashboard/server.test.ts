import { once } from "node:events";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { cli, expectRefusal, folder, plainEnv } from "../../e2e/cli.ts";
import { type Dashboard, serveDashboard } from "../../support/dashboard.ts";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request with headers that no browser would let a page send. */
function askAs(
  url: string,
  { method = "GET", body, ...headers }: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

describe("the dashboard's server", () => {
  let dashboard: Dashboard;
  let origin = "";
  let host = "";
  let token = "";

  beforeAll(async () => {
    dashboard = await serveDashboard(["--demo"], {}, () => {});
    const url = new URL(dashboard.url);
    [origin, host, token] = [url.origin, url.host, url.pathname.slice(1, -1)];
  });
  afterAll(() => dashboard.stop());

  it("prints an address of this machine alone, with a token", () => {
    expect(dashboard.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/);
  });

  it("is reached by no other address of this machine", async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one?.family === "IPv4" && !one.internal);
    for (const other of others) {
      const port = Number(new URL(dashboard.url).port);
      const outcome = new Promise<string | undefined>((resolve) => {
        const socket = connect(port, other?.address ?? "");
        socket.on("connect", () => resolve("connected"));
        socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
      });
      expect(await outcome).toBe("ECONNREFUSED");
    }
  });

  const own = ["", "page.js", "worker.js", "page.css", "report.css", "api/start"];

  it.each(own)("answers its own page, and lets nothing be kept or framed: %s", async (path) => {
    const { status, headers } = await askAs(`${dashboard.url}${path}`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'/);
    expect(headers["content-security-policy"]).not.toMatch(
      /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*|http/,
    );
  });

  const foreign: readonly (readonly [string, () => readonly [string, Record<string, string>]])[] = [
    ["a wrong token", () => [`${origin}/${"x".repeat(32)}/api/start`, {}]],
    ["a token that is cut", () => [`${origin}/${token.slice(1)}/api/start`, {}]],
    ["no token", () => [`${origin}/`, {}]],
    ["the token as a query", () => [`${origin}/api/start?token=${token}`, {}]],
    [
      "another name for this machine",
      () => [`${dashboard.url}api/start`, { host: "evil.example" }],
    ],
    [
      "a name that was bound again",
      () => [`${dashboard.url}api/start`, { host: host.replace("127.0.0.1", "evil.example") }],
    ],
    [
      "localhost",
      () => [`${dashboard.url}api/start`, { host: host.replace("127.0.0.1", "localhost") }],
    ],
    ["another origin", () => [`${dashboard.url}api/start`, { origin: "http://evil.example" }]],
    [
      "another port of this machine",
      () => [`${dashboard.url}api/start`, { origin: "http://127.0.0.1:1" }],
    ],
    ["its address by https", () => [`${dashboard.url}api/start`, { origin: `https://${host}` }]],
    [
      "an origin that ends as its address does",
      () => [`${dashboard.url}api/start`, { origin: `http://evil.example/${host}` }],
    ],
    ["no origin at all (null)", () => [`${dashboard.url}api/start`, { origin: "null" }]],
    [
      "a script of another site",
      () => [
        `${dashboard.url}page.js`,
        { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" },
      ],
    ],
    [
      "another port, by its script",
      () => [
        `${dashboard.url}page.js`,
        { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" },
      ],
    ],
    [
      "a frame in another site",
      () => [
        dashboard.url,
        {
          "sec-fetch-site": "cross-site",
          "sec-fetch-mode": "navigate",
          "sec-fetch-dest": "iframe",
        },
      ],
    ],
    [
      "a change that names no origin",
      () => [
        `${dashboard.url}api/start`,
        { method: "POST", "content-type": "application/json", body: "{}" },
      ],
    ],
  ];

  it.each(foreign)("refuses %s", async (_, asked) => {
    const { status, text } = await askAs(...asked());
    expect([status, text]).toEqual([403, "refused\n"]);
  });

  it("follows a link from elsewhere to the page itself", async () => {
    const link = {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    expect((await askAs(dashboard.url, link)).status).toBe(200);
  });

  it("takes JSON alone, of a size, by the methods it knows", async () => {
    const post = (headers: Record<string, string>) =>
      askAs(`${dashboard.url}api/start`, { method: "POST", origin, ...headers });
    expect((await post({ "content-type": "text/plain", body: "{}" })).status).toBe(400);
    expect((await post({ "content-type": "application/json", body: "{" })).status).toBe(400);
    const long = JSON.stringify("x".repeat(70_000));
    expect((await post({ "content-type": "application/json", body: long })).status).toBe(400);
    expect((await post({ "content-type": "application/json", body: "{}" })).status).toBe(404);
    expect((await askAs(dashboard.url, { method: "DELETE", origin })).status).toBe(405);
  });

  it.each(["../package.json", "..%2f..%2fcli.js", "demo/", "page.js/", "__proto__", "constructor"])(
    "serves nothing else: %s",
    async (path) => {
      const { status } = await askAs(`${origin}/${token}/${path}`);
      expect([403, 404]).toContain(status);
    },
  );
});

describe("skew-contract dashboard", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "stops at once at %s, and that is no failure",
    async (signal) => {
      const { url, stop } = await serveDashboard(["--demo"]);
      expect(await stop(signal)).toEqual({ code: 0, signal: null });
      await expect(askAs(url)).rejects.toThrow("ECONNREFUSED");
    },
  );

  it("refuses a port that is taken, or is none", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    expectRefusal(await cli(["dashboard", "--port", String(port)]), /another program is using it/);
    expectRefusal(await cli(["dashboard", "--port", "70000"]), /whole number from 0 to 65535/);
  });

  it.runIf(process.platform === "linux")(
    "opens a browser without the token among its arguments",
    async () => {
      const bin = folder({ "xdg-open": '#!/bin/sh\necho "$@" > "$0.args"\n' });
      chmodSync(join(bin, "xdg-open"), 0o755);
      const env = { ...plainEnv(), PATH: `${bin}:${process.env.PATH}` };
      const { url, stop } = await serveDashboard(["--demo", "--open"], { env });
      const args = join(bin, "xdg-open.args");
      await vi.waitFor(() => expect(readFileSync(args, "utf8")).toMatch(/\n/), {
        timeout: 600_000,
      });
      const opened = readFileSync(args, "utf8").trim();
      expect(opened).not.toContain(new URL(url).pathname);
      const file = fileURLToPath(opened);
      expect(readFileSync(file, "utf8")).toContain(`url=${url}`);
      await stop();
      expect(existsSync(file)).toBe(false);
    },
  );

  it("says so where no browser can be opened", async () => {
    const env = { ...plainEnv(), PATH: folder() };
    const { said } = await serveDashboard(["--demo", "--open"], { env });
    await vi.waitFor(() => expect(said()).toMatch(/open the address yourself/), {
      timeout: 600_000,
    });
  });
});
