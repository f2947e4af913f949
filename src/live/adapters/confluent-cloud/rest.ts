import { retry } from "#adapters/retry.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";
import type { CloudCredential } from "#live/core/credentials/credentials.ts";
import { CloudFailure } from "./cloud-failure.ts";

/** How often requests are retried, and how long each may take. */
export interface RetryLimits {
  readonly tries: number;
  readonly firstWaitMs: number;
  /** Gives up if the API asks to wait longer. */
  readonly maxWaitMs: number;
  /** For one request. */
  readonly timeoutMs: number;
}

const RETRY_LIMITS: RetryLimits = {
  tries: 5,
  firstWaitMs: 500,
  maxWaitMs: 60_000,
  timeoutMs: 15_000,
};
const BASE_URL = "https://api.confluent.cloud";
/** The API's maximum. */
const PAGE_SIZE = 100;
const MAX_PAGES = 1_000;

export interface RestOptions {
  /** For private gateways and tests. */
  readonly baseUrl?: string | undefined;
  /** The environment variable that `baseUrl` comes from. */
  readonly variable?: string;
  readonly retryLimits?: RetryLimits | undefined;
}

type Query = Readonly<Record<string, string>>;

/** Client for Confluent Cloud's REST API: basic authentication, paging and retries. */
export class CloudRest {
  readonly #authorization: string;
  readonly #baseUrl: URL;
  readonly #retryLimits: RetryLimits;

  constructor({ key, secret }: CloudCredential, options: RestOptions = {}) {
    const {
      baseUrl = BASE_URL,
      variable = "CONFLUENT_CLOUD_URL",
      retryLimits = RETRY_LIMITS,
    } = options;
    this.#authorization = `Basic ${Buffer.from(`${key}:${secret.reveal()}`).toString("base64")}`;
    this.#baseUrl = safeUrl(baseUrl, variable);
    this.#retryLimits = retryLimits;
  }

  /** All items of all pages. */
  async list(path: string, query: Query = {}): Promise<unknown[]> {
    const items: unknown[] = [];
    let url = this.#url(path, { ...query, page_size: String(PAGE_SIZE) });
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const page = (await this.#requestWithRetries("GET", url)) as Page;
      if (Array.isArray(page.data)) items.push(...page.data);
      const next = page.metadata?.next;
      if (!next) return items;
      url = this.#nextPage(next);
    }
    throw new CloudFailure(0, `${path} has more than ${MAX_PAGES} pages`);
  }

  /** Retries only after a 429: a second request could create a second resource. */
  post(path: string, body: object): Promise<unknown> {
    const request = () => this.#request("POST", this.#url(path), body);
    return retry(request, this.#retryLimits.tries, (error) =>
      error instanceof CloudFailure && error.status === 429 ? this.#waitMs(error, 1) : undefined,
    );
  }

  /** A POST that only reads, so it may be retried. */
  query(path: string, body: object, query: Query = {}): Promise<unknown> {
    return this.#requestWithRetries("POST", this.#url(path, query), body);
  }

  /** Returns false if there was nothing to delete. */
  async delete(path: string): Promise<boolean> {
    try {
      await this.#requestWithRetries("DELETE", this.#url(path));
      return true;
    } catch (error) {
      if (error instanceof CloudFailure && error.status === 404) return false;
      throw error;
    }
  }

  #requestWithRetries(method: string, url: URL, body?: object): Promise<unknown> {
    return retry(
      () => this.#request(method, url, body),
      this.#retryLimits.tries,
      (error, trial) => (error instanceof CloudFailure ? this.#waitMs(error, trial) : undefined),
    );
  }

  /** Milliseconds before the next try; undefined to give up. */
  #waitMs(error: CloudFailure, trial: number): number | undefined {
    const { firstWaitMs, maxWaitMs } = this.#retryLimits;
    const { status, retryAfterMs } = error;
    // A timeout was long enough.
    if (error instanceof RequestTimeout) return undefined;
    if (status !== 429 && status !== 0 && status < 500) return undefined;
    const waitMs = retryAfterMs ?? firstWaitMs * 2 ** (trial - 1);
    return waitMs > maxWaitMs ? undefined : waitMs;
  }

  async #request(method: string, url: URL, body?: object): Promise<unknown> {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const headers: Record<string, string> = { authorization: this.#authorization };
    if (json !== undefined) headers["content-type"] = "application/json";
    const signal = AbortSignal.timeout(this.#retryLimits.timeoutMs);
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, { method, headers, body: json, signal, redirect: "error" });
      text = await response.text();
    } catch (error) {
      if (signal.aborted) {
        throw new RequestTimeout(`no response within ${this.#retryLimits.timeoutMs / 1000} s`);
      }
      const cause = (error as Error).cause;
      throw new CloudFailure(0, cause instanceof Error ? cause.message : String(error));
    }
    if (!response.ok) throw failureOf(response, text);
    if (text === "") return undefined;
    try {
      return JSON.parse(text);
    } catch {
      throw new CloudFailure(0, "the response is not JSON");
    }
  }

  #url(path: string, query: Query = {}): URL {
    const url = new URL(path, this.#baseUrl);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }

  /** Never sends the key to another host. */
  #nextPage(next: string): URL {
    const url = new URL(next, this.#baseUrl);
    if (url.origin === this.#baseUrl.origin) return url;
    throw new CloudFailure(0, "the next page is on another host");
  }
}

class RequestTimeout extends CloudFailure {
  constructor(detail: string) {
    super(0, detail);
  }
}

interface Page {
  readonly data?: unknown;
  readonly metadata?: { readonly next?: string | null };
}

/** Some services send `x-ratelimit-reset` instead of `retry-after`; both are in seconds. */
function failureOf({ status, headers }: Response, text: string): CloudFailure {
  const delay =
    headers.get("retry-after") ?? (status === 429 ? headers.get("x-ratelimit-reset") : null);
  const seconds = Number(delay);
  const retryAfterMs = delay !== null && Number.isFinite(seconds) ? seconds * 1000 : undefined;
  return new CloudFailure(status, detailOf(text), retryAfterMs);
}

function detailOf(text: string): string {
  try {
    const detail: unknown = JSON.parse(text).errors?.[0]?.detail;
    return typeof detail === "string" ? clip(detail, 300) : "";
  } catch {
    return "";
  }
}

/** The secret is sent only over TLS, except to a server on this machine. */
function safeUrl(text: string, variable: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url?.hostname === "127.0.0.1" || url?.hostname === "localhost";
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLocal)) return url;
  throw new UserError({
    what: `${variable} is not an https URL`,
    next: "Unset it to use Confluent's own API.",
  });
}
