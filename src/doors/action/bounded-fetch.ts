import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { addAbortSignal } from "node:stream";
import { HttpClient } from "@actions/http-client";
import { getProxyUrl } from "@actions/http-client/lib/proxy";

/** RequestLimits for requests to GitHub's API. */
export interface RequestLimits {
  /** For one request, up to the last byte of the response. */
  readonly requestMs: number;
  /** For the body of a response. */
  readonly maxBytes: number;
}

/** The time left for all requests together, including waits between them. */
export interface Budget {
  leftMs: number;
}

/** The part of a `RequestInit` that Octokit fills in. */
interface SentRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

const REDIRECTS: readonly (number | undefined)[] = [301, 302, 307, 308];
const MAX_REDIRECTS = 3;
/** Statuses whose answers have no body. */
const BODILESS: readonly (number | undefined)[] = [204, 205, 304];

/**
 * A `fetch` for Octokit that returns only complete responses, within limits. Octokit would treat a
 * truncated body as empty, and undici retries forever if a proxy closes connections
 * (nodejs/undici#3897).
 */
export function boundedFetch({ requestMs, maxBytes }: RequestLimits, budget: Budget) {
  return async (address: string, sent: SentRequest): Promise<Response> => {
    const url = new URL(address);
    const proxy = proxyOf(url);
    const noAnswer = (reason: string, cause?: unknown) => {
      const way = proxy === undefined ? "" : ` through the proxy ${proxy.host}`;
      const what = `${url.host} did not answer ${sent.method} ${url.pathname}${way}`;
      return new Error(`${what}: ${reason}`, { cause });
    };
    const limitMs = Math.ceil(Math.min(requestMs, budget.leftMs));
    if (limitMs <= 0) throw noAnswer("the time for all requests is used up");
    const signal = AbortSignal.timeout(limitMs);
    const began = performance.now();
    try {
      return await follow(url, sent, { signal, maxBytes });
    } catch (cause) {
      const late = `no complete answer within ${Math.ceil(limitMs / 1000)} s`;
      throw noAnswer(signal.aborted ? late : reasonOf(cause), cause);
    } finally {
      budget.leftMs -= performance.now() - began;
    }
  };
}

interface Bounds {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

/**
 * Follows redirects of renamed repositories, on the same host only: no other host gets the token.
 */
async function follow(start: URL, sent: SentRequest, bounds: Bounds): Promise<Response> {
  let url = start;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const answer = await ask(url, sent, bounds);
    const location = answer.headers.get("location");
    if (location === null || !REDIRECTS.includes(answer.status)) return answer;
    const target = new URL(location, url);
    if (target.origin !== url.origin) {
      throw new Error(`the answer redirects to another host, ${target.origin}`);
    }
    url = target;
  }
  throw new Error("too many redirects");
}

async function ask(url: URL, sent: SentRequest, { signal, maxBytes }: Bounds): Promise<Response> {
  const { method, headers, body } = sent;
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const agent = new HttpClient().getAgent(url.href);
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent, signal }, (message) => {
      addAbortSignal(signal, message);
      const answer = { status: message.statusCode, headers: message.headersDistinct };
      wholeBody(message, maxBytes)
        .then((bytes) => responseOf(answer, bytes))
        .then(resolve, reject);
    });
    outgoing.on("error", reject);
    // Node does not abort a request that has no connection yet, for example through a silent proxy.
    signal.addEventListener("abort", () => reject(signal.reason));
    outgoing.end(body);
  });
}

async function wholeBody(
  message: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`its answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

interface Head {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string[]>;
}

function responseOf({ status, headers }: Head, body: Uint8Array<ArrayBuffer>): Response {
  const pairs = Object.entries(headers).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const hasBody = !BODILESS.includes(status);
  return new Response(hasBody ? body : null, { status, headers: pairs });
}

function proxyOf(url: URL): URL | undefined {
  try {
    return getProxyUrl(url);
  } catch (cause) {
    throw new Error("the proxy in https_proxy or http_proxy is not a URL", { cause });
  }
}

/** The reason given by Node or by the proxy's agent, without the agent's prefix. */
function reasonOf(cause: unknown): string {
  const { message, code } = cause as NodeJS.ErrnoException;
  const [, status, why] =
    /^tunneling socket could not be established, (?:statusCode=(\d+)|cause=(.*))$/s.exec(message) ??
    [];
  if (status !== undefined) return `the proxy answered ${status}`;
  // If several addresses all refuse the connection, the error has no message.
  return why ?? (message || code || "the connection failed");
}
