import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readEvent } from "#doors/action/event.ts";
import { type Api, connectToGitHub } from "#doors/action/github-api.ts";
import { brokenProxies, brokenServers, startBroken } from "../../support/broken-servers.ts";
import { type GitHubServer, send, startGitHub } from "../../support/github-server.ts";

/** So short that what waits for the whole of a limit is soon over. */
const LIMITS = { requestMs: 400, allMs: 1500, maxBytes: 1_000_000 };
/** So long that none is reached on a busy machine. */
const ROOMY = { ...LIMITS, requestMs: 300_000, allMs: 600_000 };
const PATH = "/repos/acme/shop/issues/7/comments";

function connectTo(apiUrl: string, limits = LIMITS): Api {
  const env = { GITHUB_API_URL: apiUrl, GITHUB_REPOSITORY: "acme/shop" };
  return connectToGitHub("t0ken", readEvent(env), limits);
}

let servers: { close(): Promise<void> }[] = [];
const started = <Server extends { close(): Promise<void> }>(server: Server) => {
  servers.push(server);
  return server;
};

beforeEach(() => {
  for (const name of ["http_proxy", "https_proxy", "no_proxy"]) {
    vi.stubEnv(name, "");
    vi.stubEnv(name.toUpperCase(), "");
  }
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers) await server.close();
  servers = [];
});

describe("a server that does not answer as it should", () => {
  const late = /^127\.0\.0\.1:\d+ did not answer GET \S+: no complete answer within 1 s$/;
  const says: Record<keyof typeof brokenServers, RegExp> = {
    silent: late,
    closes: /did not answer GET \S+: socket hang up/,
    resets: /did not answer GET \S+: read ECONNRESET/,
    garbage: /did not answer GET \S+: Parse Error/,
    "closes in the body": /did not answer GET \S+: aborted/,
    "trickles headers": late,
    "trickles the body": late,
    "hints for ever": late,
    "never ends the body": /did not answer GET \S+: its answer is larger than 1000000 bytes/,
    "redirects to itself": /too many redirects/,
    "redirects elsewhere": /the answer redirects to another host, http:\/\/localhost:9$/,
    "answers with a page": /did not answer with a list of comments/,
    "answers with nothing": /did not answer with a list of comments/,
    "fails for ever": /<h1>no<\/h1>/,
    "asks to wait for an hour": /slow down/,
  };

  it.each(Object.keys(says) as (keyof typeof says)[])("(%s) fails in time", async (name) => {
    const server = started(await startBroken(brokenServers[name]));
    const limits = says[name] === late ? LIMITS : ROOMY;
    await expect(connectTo(server.url, limits).comments(7)).rejects.toThrow(says[name]);
    expect(server.requests[0]).toContain(`GET ${PATH}?`);
  });

  it.each(["closes in the body", "trickles the body", "never ends the body"] as const)(
    "(%s) gives no part of a file for the whole",
    async (name) => {
      const server = started(await startBroken(brokenServers[name]));
      await expect(connectTo(server.url).file("a.json", "main")).rejects.toThrow("did not answer");
    },
  );

  it("is no server: refused, or no such name", async () => {
    const { port } = await startBroken(brokenServers.silent).then(async (server) => {
      await server.close();
      return server;
    });
    const refused = connectTo(`http://127.0.0.1:${port}`).comments(7);
    await expect(refused).rejects.toThrow(
      /127\.0\.0\.1:\d+ did not answer .*: connect ECONNREFUSED/,
    );
    const unknown = connectTo("http://github.invalid", { ...LIMITS, requestMs: 1400 }).comments(7);
    await expect(unknown).rejects.toThrow(/^github\.invalid did not answer /);
  });

  it("speaks no TLS", async () => {
    const server = started(await startBroken(brokenServers.garbage));
    const asking = connectTo(server.url.replace("http:", "https:")).comments(7);
    await expect(asking).rejects.toThrow(/did not answer GET \S+: .*(wrong version|packet length)/);
  });
});

describe("a proxy that does not answer as it should", () => {
  const says: Record<keyof typeof brokenProxies, string> = {
    silent: "no complete answer within 1 s",
    closes: "socket hang up",
    garbage: "Parse Error",
    "trickles headers": "no complete answer within 1 s",
    "forbids it": "the proxy answered 403",
    "wants a password": "the proxy answered 407",
    "reaches nothing": "the proxy answered 502",
    "is silent once connected": "no complete answer within 1 s",
    "closes once connected": "socket hang up",
  };

  it.each(Object.keys(says) as (keyof typeof says)[])("(%s) fails in time", async (name) => {
    const proxy = started(await startBroken(brokenProxies[name]));
    vi.stubEnv("http_proxy", `http://user:s3cret@127.0.0.1:${proxy.port}`);
    const limits = says[name].startsWith("no complete answer") ? LIMITS : ROOMY;
    const error = await connectTo("http://api.example.com", limits).comments(7).catch(String);
    expect(error).toContain(
      `api.example.com did not answer GET ${PATH} through the proxy 127.0.0.1:${proxy.port}: ${says[name]}`,
    );
    expect(error).not.toContain("s3cret");
    expect(proxy.requests[0]).toContain("CONNECT api.example.com:80");
    // It is asked again, but no more often than a server.
    expect(proxy.requests.length).toBeLessThanOrEqual(3);
    expect(proxy.requests.join("")).not.toContain("t0ken");
  });

  it("is no URL", async () => {
    vi.stubEnv("http_proxy", "::::");
    const asking = connectTo("http://api.example.com").comments(7);
    await expect(asking).rejects.toThrow("the proxy in https_proxy or http_proxy is not a URL");
  });
});

describe("the time for all requests", () => {
  it("holds for what is asked one after the other", async () => {
    const server = started(await startBroken(brokenServers.silent));
    const api = connectTo(server.url);
    await expect(api.comments(7)).rejects.toThrow("no complete answer");
    await expect(api.comments(7)).rejects.toThrow("did not answer");
    await expect(api.comments(7)).rejects.toThrow("the time for all requests is used up");
    expect(server.requests.length).toBeLessThan(6);
  });

  it("holds for waits, but not for what passes in between", async () => {
    const github = started(await startGitHub());
    let refusals = 0;
    let waitS = 1;
    github.intercept = (_, response) => {
      if (refusals++ > 0) return false;
      send(response, 429, { message: "slow down" }, { "retry-after": String(waitS) });
      return true;
    };
    expect(await connectTo(github.url, ROOMY).comments(7)).toEqual([]);
    refusals = 0;
    waitS = ROOMY.allMs / 1000;
    await expect(connectTo(github.url, ROOMY).comments(7)).rejects.toThrow("slow down");
    expect(refusals).toBe(1);
    const later = connectTo(github.url, ROOMY);
    await later.comments(7);
    vi.spyOn(performance, "now").mockReturnValue(1e9);
    expect(await later.comments(7)).toEqual([]);
    vi.restoreAllMocks();
  });
});

describe("what GitHub answers", () => {
  let github: GitHubServer;
  beforeEach(async () => {
    github = started(await startGitHub());
  });
  it("is followed where a repository was renamed, on the same host only", async () => {
    github.intercept = ({ url = "" }, response) => {
      if (!url.includes("/acme/")) return false;
      send(response, 301, {}, { location: `${github.url}${url.replace("acme", "emca")}` });
      return true;
    };
    const api = connectTo(github.url, ROOMY);
    await api.create(7, "text");
    expect(github.comments.map(({ body }) => body)).toEqual(["text"]);
    expect(await api.comments(7)).toHaveLength(1);
    expect(github.requests.filter((one) => one.includes("/emca/"))).toHaveLength(2);
  });

  it("ends where pages never do, and counts no comment twice", async () => {
    github.intercept = (_, response) => {
      const link = `<${github.url}/elsewhere>; rel="next"`;
      send(response, 200, [{ id: 1, body: "a", user: null }], { link });
      return true;
    };
    expect(await connectTo(github.url, ROOMY).comments(7)).toHaveLength(1);
    expect(github.requests).toHaveLength(2);
    let id = 0;
    github.intercept = (_, response) => {
      send(response, 200, [{ id: id++, user: {} }], { link: '<http://x/>; rel="next"' });
      return true;
    };
    expect(await connectTo(github.url, ROOMY).comments(7)).toHaveLength(30);
  });

  it("is the user of the token, where that is no app", async () => {
    const api = connectTo(github.url, ROOMY);
    expect(await api.viewer()).toBeUndefined();
    github.knowsUser = true;
    expect(await api.viewer()).toBe(github.author.user.id);
    expect(github.violations).toEqual([]);
  });
});
