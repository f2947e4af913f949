import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import { answerMetrics, type FakeCount } from "./cloud-metrics.ts";
import { openApiErrors } from "./openapi.ts";

/** A stand-in for Confluent Cloud's APIs, whose exchanges are held against its published documents. */
export interface FakeCloud {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  /** Keys that are there now. */
  readonly keys: Map<string, FakeKey>;
  /** `GET /iam/v2/api-keys`, in order. */
  readonly requests: string[];
  /** What comes before or instead of the true answers. */
  readonly trouble: Trouble[];
}

interface FakeKey {
  readonly displayName: string;
  readonly ownerId: string;
  readonly clusterId: string;
  readonly createdAt: string;
  readonly secret: string;
}

interface Trouble {
  /** `cut`: no answer after the work is done; `slow`: a late one. */
  readonly status: number | "cut" | "slow";
  /** With a status: what the answer holds, whatever the documents say. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Only requests that begin so, such as `POST`. */
  readonly of?: string;
}

interface FakeCluster {
  readonly id: string;
  readonly bootstrap: string;
}

interface FakeCloudOptions {
  /** Clusters by environment. */
  readonly environments: Readonly<Record<string, readonly FakeCluster[]>>;
  /** Items of a page, whatever is asked for. */
  readonly pageSize?: number;
  /** What the Metrics API has counted: of a cluster, a metric, a topic, hours. */
  readonly metrics?: readonly FakeCount[];
  /** Metrics that there are not. */
  readonly unknownMetrics?: readonly string[];
  /** Of the keys that it makes. */
  readonly newKey?: () => { readonly id: string; readonly secret: string };
}

const SLOW_MS = 700;
const RANDOM_KEY = () => ({
  id: randomBytes(8).toString("hex").toUpperCase(),
  secret: `made-secret-${randomBytes(12).toString("hex")}`,
});

/** Ends with the test. */
export async function fakeCloud(options: FakeCloudOptions): Promise<FakeCloud> {
  const cloud = new Cloud(options);
  const server = createServer((request, response) => {
    cloud.serve(request, response).catch((error) => response.destroy(error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cloud.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    expect(cloud.violations).toEqual([]);
  });
  return cloud;
}

interface Answer {
  readonly status: number;
  readonly body?: object | undefined;
}

class Cloud implements FakeCloud {
  url = "";
  readonly key = "CLOUDKEY12345678";
  readonly secret = `cloud-secret-${randomBytes(12).toString("hex")}`;
  readonly keys = new Map<string, FakeKey>();
  readonly requests: string[] = [];
  readonly trouble: Trouble[] = [];
  readonly violations: string[] = [];
  readonly #options: FakeCloudOptions;

  constructor(options: FakeCloudOptions) {
    this.#options = options;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET" } = request;
    const url = new URL(request.url ?? "/", this.url);
    // Lists have their pages in the query too, which no test wants to see.
    const page = method === "POST" ? url.search : "";
    const asked = `${method} ${url.pathname}${page}`;
    this.requests.push(asked);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const body = text === "" ? undefined : JSON.parse(text);
    const trouble = this.#nextTrouble(asked);
    if (typeof trouble?.status === "number") {
      response.writeHead(trouble.status, trouble.headers).end(trouble.body);
      return;
    }
    const answer = this.#isLoggedIn(request) ? this.#answer(method, url, body) : refused(401);
    const exchange = { method, path: url.pathname, query: url.searchParams, request: body };
    const errors = openApiErrors({ ...exchange, status: answer.status, answer: answer.body });
    this.violations.push(...errors);
    if (trouble?.status === "slow") await setTimeout(SLOW_MS);
    if (trouble?.status === "cut") {
      response.destroy();
      return;
    }
    const json = answer.body === undefined ? undefined : JSON.stringify(answer.body);
    response.writeHead(answer.status, { "content-type": "application/json" }).end(json);
  }

  #nextTrouble(request: string): Trouble | undefined {
    const index = this.trouble.findIndex(({ of = "" }) => request.startsWith(of));
    return index < 0 ? undefined : this.trouble.splice(index, 1)[0];
  }

  #isLoggedIn({ headers }: IncomingMessage): boolean {
    const login = Buffer.from(`${this.key}:${this.secret}`).toString("base64");
    return headers.authorization === `Basic ${login}`;
  }

  #answer(method: string, url: URL, body: unknown): Answer {
    if (url.pathname === "/v2/metrics/cloud/query") {
      return answerMetrics(this.#options, url, body) ?? refused(400);
    }
    const [, service, , kind, id] = url.pathname.split("/");
    if (method === "GET" && kind === "environments") return this.#page(url, this.#environments());
    if (method === "GET" && kind === "clusters") return this.#page(url, this.#clusters(url));
    if (service !== "iam" || kind !== "api-keys") return refused(404);
    if (method === "GET") return this.#page(url, this.#listedKeys(url));
    if (method === "POST") return this.#makeKey(body);
    return method === "DELETE" && this.keys.delete(id ?? "") ? { status: 204 } : refused(404);
  }

  #environments(): object[] {
    return Object.keys(this.#options.environments).map((id) => ({
      api_version: "org/v2",
      kind: "Environment",
      id,
      metadata: metadata(`/org/v2/environments/${id}`),
      display_name: `name of ${id}`,
    }));
  }

  #clusters({ searchParams }: URL): object[] {
    const environment = searchParams.get("environment") ?? "";
    return (this.#options.environments[environment] ?? []).map(({ id, bootstrap }) => ({
      api_version: "cmk/v2",
      kind: "Cluster",
      id,
      metadata: metadata(`/cmk/v2/clusters/${id}`),
      spec: {
        display_name: `name of ${id}`,
        availability: "SINGLE_ZONE",
        cloud: "AWS",
        region: "us-east-1",
        config: { kind: "Basic" },
        kafka_bootstrap_endpoint: "old.example:9092",
        endpoints: {
          private: {
            kafka_bootstrap_endpoint: "private.example:9092",
            http_endpoint: "https://private.example",
            connection_type: "PRIVATE_LINK",
          },
          public: {
            kafka_bootstrap_endpoint: bootstrap,
            http_endpoint: "https://public.example",
            connection_type: "PUBLIC",
          },
        },
        environment: { id: environment, ...reference(`/org/v2/environments/${environment}`) },
      },
      status: { phase: "PROVISIONED", cku: 1 },
    }));
  }

  #listedKeys({ searchParams }: URL): object[] {
    const owner = searchParams.get("spec.owner");
    return [...this.keys]
      .filter(([, { ownerId }]) => owner === null || owner === ownerId)
      .map(([id, key]) => keyObject(id, key, undefined));
  }

  #makeKey(body: unknown): Answer {
    const { spec } = body as {
      spec: { display_name: string; owner: { id: string }; resource: { id: string } };
    };
    const { id, secret } = (this.#options.newKey ?? RANDOM_KEY)();
    const key: FakeKey = {
      displayName: spec.display_name,
      ownerId: spec.owner.id,
      clusterId: spec.resource.id,
      createdAt: new Date().toISOString(),
      secret,
    };
    this.keys.set(id, key);
    return { status: 202, body: keyObject(id, key, secret) };
  }

  /** As many items as fit, and where the next ones are. */
  #page({ pathname, searchParams }: URL, all: object[]): Answer {
    const size = this.#options.pageSize ?? Number(searchParams.get("page_size") ?? 10);
    const first = Number(searchParams.get("page_token") ?? 0);
    const next = new URL(pathname, this.url);
    for (const [name, value] of searchParams) next.searchParams.set(name, value);
    next.searchParams.set("page_token", String(first + size));
    const links = first + size < all.length ? { next: next.href } : {};
    const [, service = "", , kind = ""] = pathname.split("/");
    const name = { environments: "Environment", clusters: "Cluster", "api-keys": "ApiKey" }[kind];
    return {
      status: 200,
      body: {
        api_version: `${service}/v2`,
        kind: `${name}List`,
        metadata: { first: `${this.url}${pathname}`, total_size: all.length, ...links },
        data: all.slice(first, first + size),
      },
    };
  }
}

function keyObject(id: string, key: FakeKey, secret: string | undefined): object {
  const { displayName, ownerId, clusterId, createdAt } = key;
  return {
    api_version: "iam/v2",
    kind: "ApiKey",
    id,
    metadata: { ...metadata(`/iam/v2/api-keys/${id}`), created_at: createdAt },
    spec: {
      ...(secret === undefined ? {} : { secret }),
      display_name: displayName,
      description: "…",
      owner: { id: ownerId, ...reference(`/iam/v2/service-accounts/${ownerId}`) },
      resource: { id: clusterId, ...reference(`/cmk/v2/clusters/${clusterId}`) },
    },
  };
}

function metadata(path: string): object {
  return {
    self: `https://api.confluent.cloud${path}`,
    resource_name: `crn://confluent.cloud${path}`,
    created_at: "2026-01-02T03:04:05Z",
    updated_at: "2026-01-02T03:04:05Z",
  };
}

function reference(path: string): object {
  return { related: `https://api.confluent.cloud${path}`, resource_name: `crn://c${path}` };
}

function refused(status: number): Answer {
  const error = { id: "e1", status: String(status), code: "x", title: "x", detail: "as it says" };
  return { status, body: { errors: [error] } };
}
