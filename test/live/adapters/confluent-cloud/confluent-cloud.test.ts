import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { withCleanup } from "#live/adapters/cleanup-stack.ts";
import { createKey, deleteKey, listOurKeys } from "#live/adapters/confluent-cloud/api-keys.ts";
import { listClusters } from "#live/adapters/confluent-cloud/clusters.ts";
import { leaseKey, untilUsable } from "#live/adapters/confluent-cloud/lease.ts";
import { CloudRest, type RetryLimits } from "#live/adapters/confluent-cloud/rest.ts";
import { Journal } from "#live/adapters/journal.ts";
import { Secret } from "#live/core/cluster/secret.ts";
import { folder } from "../../../e2e/cli.ts";
import { type FakeCloud, fakeCloud } from "../../../support/confluent-cloud.ts";
import { hasOpenApi, openApiErrors } from "../../../support/openapi.ts";
import { expectHidden, rejectedBy } from "../../../support/secrets.ts";

const QUICK: RetryLimits = { tries: 4, firstWaitMs: 1, maxWaitMs: 2_000, timeoutMs: 5_000 };
const NO_FILTERS = { environmentIds: [], clusterIds: [] };
const OWNER = "sa-abc123";

const restOf = ({ url, key, secret }: FakeCloud) =>
  new CloudRest({ key, secret: new Secret(secret) }, { baseUrl: url, retryLimits: QUICK });
const cluster = (n: number) => ({ id: `lkc-${n}`, bootstrap: `SASL_SSL://b${n}.example:9092` });
const twoEnvironments = {
  "env-1": [cluster(1), cluster(2), cluster(3)],
  "env-2": [cluster(4), cluster(5)],
  "env-3": [],
};

describe("Clusters", () => {
  it("are those of all environments and pages, at their public endpoints", async () => {
    const cloud = await fakeCloud({ environments: twoEnvironments, pageSize: 1 });
    const clusters = await listClusters(restOf(cloud), NO_FILTERS);
    expect(clusters.map(({ id }) => id)).toEqual(["lkc-1", "lkc-2", "lkc-3", "lkc-4", "lkc-5"]);
    expect(clusters[3]).toEqual({
      id: "lkc-4",
      name: "name of lkc-4",
      environmentId: "env-2",
      environmentName: "name of env-2",
      bootstrap: ["b4.example:9092"],
    });
  });

  it("are those that the filters want, and no other environment is asked", async () => {
    const cloud = await fakeCloud({ environments: twoEnvironments });
    const filters = { environmentIds: ["env-1"], clusterIds: ["lkc-2", "lkc-4"] };
    const clusters = await listClusters(restOf(cloud), filters);
    expect(clusters.map(({ id }) => id)).toEqual(["lkc-2"]);
    expect(cloud.requests).toEqual(["GET /org/v2/environments", "GET /cmk/v2/clusters"]);
  });

  // Every exchange with the stand-in is held against them.
  it.runIf(hasOpenApi)("are asked for as the published OpenAPI documents say", async () => {
    const query = new URLSearchParams();
    const exchange = { method: "GET", path: "/cmk/v2/clusters", request: undefined };
    const wrong = { ...exchange, query, status: 200, answer: { kind: "nonsense" } };
    expect(openApiErrors(wrong)).toEqual(
      expect.arrayContaining([
        "missing parameter environment",
        " must have required property 'data'",
      ]),
    );
  });
});

describe("Trouble", () => {
  it.each([
    [{ status: 429, headers: { "retry-after": "0" } }],
    [{ status: 429, headers: { "x-ratelimit-reset": "0" } }],
    [{ status: 429 }],
    [{ status: 500 }],
    [{ status: 503, headers: { "retry-after": "0" } }],
    [{ status: "cut" }],
  ] as const)("is waited for: %o", async (trouble) => {
    const cloud = await fakeCloud({ environments: twoEnvironments });
    cloud.trouble.push(trouble, trouble);
    expect(await listClusters(restOf(cloud), NO_FILTERS)).toHaveLength(5);
  });

  const told: readonly (readonly [object, RegExp])[] = [
    [{ status: 500 }, /the API failed with HTTP 500/],
    [{ status: 403 }, /this API key lacks permission/],
    [{ status: 429, headers: { "retry-after": "3600" } }, /the rate limit was exceeded/],
    [{ status: "cut" }, /the API cannot be reached/],
    [{ status: 302, headers: { location: "http://127.0.0.1:1/" } }, /the API cannot be reached/],
  ];
  it.each(told)("is told where it does not end: %o", async (trouble, what) => {
    const cloud = await fakeCloud({ environments: twoEnvironments });
    for (let i = 0; i < 10; i++) cloud.trouble.push(trouble as never);
    const [error] = await rejectedBy(listClusters(restOf(cloud), NO_FILTERS));
    expect(error?.parts.what).toMatch(what);
    expect(error?.parts.where).toBe("Confluent Cloud");
    expectHidden(error, [cloud.secret]);
  });

  it("is told where no answer comes, and is not waited for again", async () => {
    const cloud = await fakeCloud({ environments: twoEnvironments });
    cloud.trouble.push({ status: "slow" });
    const retryLimits = { ...QUICK, timeoutMs: 100 };
    const credential = { key: cloud.key, secret: new Secret(cloud.secret) };
    const rest = new CloudRest(credential, { baseUrl: cloud.url, retryLimits });
    const [error] = await rejectedBy(listClusters(rest, NO_FILTERS));
    expect(error?.parts.what).toMatch(/the API cannot be reached \(no response within 0\.1 s\)/);
    expect(cloud.requests).toHaveLength(1);
  });

  it("is told of a key that the cloud refuses, without the key", async () => {
    const cloud = await fakeCloud({ environments: {} });
    const rest = new CloudRest(
      { key: cloud.key, secret: new Secret("wrong-secret") },
      { baseUrl: cloud.url, retryLimits: QUICK },
    );
    const [error] = await rejectedBy(listClusters(rest, NO_FILTERS));
    expect(error?.parts.what).toMatch(/the API key was rejected \(as it says\)/);
    expectHidden(error, [
      "wrong-secret",
      Buffer.from(`${cloud.key}:wrong-secret`).toString("base64"),
    ]);
  });

  it("has no address without TLS, but on this machine", () => {
    const credential = { key: "k", secret: new Secret("s") };
    for (const baseUrl of ["http://api.confluent.cloud", "ftp://127.0.0.1", "nonsense"]) {
      expect(() => new CloudRest(credential, { baseUrl })).toThrow(/not an https URL/);
    }
  });
});

describe("A leased key", () => {
  async function lease(
    cloud: FakeCloud,
    work: () => Promise<void> = async () => {},
  ): Promise<{ journal: Journal; error?: unknown; said: string[] }> {
    const journal = new Journal({ XDG_STATE_HOME: folder() });
    const rest = restOf(cloud);
    const said: string[] = [];
    const [wanted] = await listClusters(rest, NO_FILTERS);
    if (wanted === undefined) throw new Error("no cluster");
    const error = await withCleanup(
      async (cleanup) => {
        await leaseKey(wanted, { rest, ownerId: OWNER, journal, cleanup, runId: "r1" });
        await work();
      },
      (message) => said.push(message),
    ).catch((caught) => caught);
    return { journal, error, said };
  }
  const one = { environments: { "env-1": [cluster(1)] } };

  it("is written down without its secret, and deleted at the end", async () => {
    const cloud = await fakeCloud(one);
    let during = "";
    const { journal } = await lease(cloud, async () => {
      const [key] = cloud.keys.values();
      expect(key).toMatchObject({ displayName: "skew-contract-r1-lkc-1", ownerId: OWNER });
      during = key?.secret ?? "";
    });
    expect(during).not.toBe("");
    expect(cloud.keys.size).toBe(0);
    expect(journal.read().entries).toEqual([]);
  });

  it("stands in the journal while it is used, for the user alone", async () => {
    const cloud = await fakeCloud(one);
    const home = folder();
    const rest = restOf(cloud);
    const journal = new Journal({ XDG_STATE_HOME: home });
    const [wanted] = await listClusters(rest, NO_FILTERS);
    if (wanted === undefined) throw new Error("no cluster");
    const texts: string[] = [];
    await withCleanup(
      async (cleanup) => {
        await leaseKey(wanted, { rest, ownerId: OWNER, journal, cleanup, runId: "r2" });
        const files = readdirSync(journal.folder);
        texts.push(...files.map((name) => readFileSync(join(journal.folder, name), "utf8")));
      },
      () => undefined,
    );
    expect(texts).toHaveLength(1);
    const [key] = [...cloud.requests].filter((line) => line.startsWith("DELETE"));
    expect(JSON.parse(texts[0] ?? "")).toMatchObject({
      possession: {
        kind: "api-key",
        id: key?.split("/").at(-1),
        ownerId: OWNER,
        clusterId: "lkc-1",
      },
    });
    expect(texts[0]).not.toContain("made-secret");
  });

  it("is deleted when the work fails", async () => {
    const cloud = await fakeCloud(one);
    const { error, journal } = await lease(cloud, async () => {
      throw new UserError({ what: "the work failed" });
    });
    expect(error).toMatchObject({ parts: { what: "the work failed" } });
    expect(cloud.keys.size).toBe(0);
    expect(journal.read().entries).toEqual([]);
  });

  it("whose creation is unclear is looked for by its name", async () => {
    const cloud = await fakeCloud(one);
    cloud.trouble.push({ status: "cut", of: "POST" });
    const { error, journal } = await lease(cloud);
    expect(error).toMatchObject({
      parts: { what: expect.stringMatching(/cannot create an API key/) },
    });
    expect(cloud.requests.filter((line) => line.startsWith("POST"))).toHaveLength(1);
    expect(cloud.keys.size).toBe(0);
    expect(journal.read().entries).toEqual([]);
  });

  it("that is refused leaves nothing to look for", async () => {
    const cloud = await fakeCloud(one);
    cloud.trouble.push({ status: 402, of: "POST" });
    const { error, journal } = await lease(cloud);
    expect(error).toMatchObject({ parts: { what: expect.stringMatching(/API key quota/) } });
    expect(journal.read().entries).toEqual([]);
  });

  it("that cannot be deleted stays in the journal, and is told", async () => {
    const cloud = await fakeCloud(one);
    const { error, journal, said } = await lease(cloud, async () => {
      for (let i = 0; i < 10; i++) cloud.trouble.push({ status: 500, of: "DELETE" });
    });
    expect(error).toMatchObject({
      parts: { next: expect.stringContaining("skew-contract cleanup") },
    });
    expect(said).toEqual([expect.stringMatching(/^could not delete the API key skew-contract-r1/)]);
    expect(journal.read().entries).toHaveLength(1);
    expect(cloud.keys.size).toBe(1);
  });

  it("of others is never listed as ours", async () => {
    const cloud = await fakeCloud(one);
    const rest = restOf(cloud);
    const wanted = { clusterId: "lkc-1", ownerId: OWNER };
    await createKey(rest, { ...wanted, displayName: "skew-contract-x" });
    await createKey(rest, { ...wanted, displayName: "production" });
    await createKey(rest, { ...wanted, displayName: "skew-contract-y", ownerId: "sa-other" });
    const ours = await listOurKeys(rest, OWNER);
    expect(ours.map(({ displayName }) => displayName)).toEqual(["skew-contract-x"]);
    expect(await deleteKey(rest, ours[0]?.id ?? "")).toBe(true);
    expect(await deleteKey(rest, ours[0]?.id ?? "")).toBe(false);
  });
});

describe("A key that the cluster does not know yet", () => {
  const refused = () => {
    const cause = Object.assign(new Error("no"), { apiId: "SASL_AUTHENTICATION_FAILED" });
    return new UserError({ what: "the cluster rejected the login" }, { cause });
  };
  const options = { timeoutMs: 1_000, pauseMs: 1, signal: new AbortController().signal };

  it("is tried again", async () => {
    let trials = 0;
    await untilUsable(async () => {
      if (++trials < 4) throw refused();
    }, options);
    expect(trials).toBe(4);
  });

  it("is given up in the end", async () => {
    const trying = untilUsable(() => Promise.reject(refused()), { ...options, timeoutMs: 5 });
    await expect(trying).rejects.toThrow(/still rejects its new API key/);
  });

  it("is not waited for where something else is wrong", async () => {
    let trials = 0;
    const trying = untilUsable(async () => {
      trials++;
      throw new UserError({ what: "nothing is listening on this port" });
    }, options);
    await expect(trying).rejects.toThrow(/nothing is listening/);
    expect(trials).toBe(1);
  });
});
