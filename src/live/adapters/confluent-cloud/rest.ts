import { retry } from "#adapters/retry.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";
import type { CloudCredential } from "#live/core/credentials/credentials.ts";
import { CloudFailure } from "./cloud-failure.ts";

/** How often and how long the cloud's API is asked. */
export interface RetryLimits {
  readonly tries: number;
  readonly firstWaitMs: number;
  /** Longer than this is not waited, whatever the answer says. */
  readonly mostWaitMs: number;
  readonly timeoutMs: number;
}

const RETRY_LIMITS: RetryLimits = {
  tries: 5,
  firstWaitMs: 500,
  mostWaitMs: 60_000,
  timeoutMs: 15_000,
};
const BASE_URL = "https://api.confluent.cloud";
/** The largest that it gives. */
const PAGE_SIZE = 100;
const MAX_PAGES = 1_000;

export interface RestOptions {
  /** Of a private gateway, and of tests. */
  readonly baseUrl?: string | undefined;
  /** Whose value that is. */
  readonly variable?: string;
  readonly retryLimits?: RetryLimits | undefined;
}

type Query = Readonly<Record<string, string>>;

/** Confluent Cloud's REST API: Basic authentication, pages, trials again. */
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
      const page = (await this.#repeatable("GET", url)) as Page;
      if (Array.isArray(page.data)) items.push(...page.data);
      const next = page.metadata?.next;
      if (!next) return items;
      url = this.#nextPage(next);
    }
    throw new CloudFailure(0, `more than ${MAX_PAGES} pages of ${path}`);
  }

  /** Asked once, since a second request would make a second thing; only a 429 is repeated. */
  post(path: string, body: object): Promise<unknown> {
    const ask = () => this.#ask("POST", this.#url(path), body);
    return retry(ask, this.#retryLimits.tries, (error) =>
      error instanceof CloudFailure && error.status === 429 ? this.#wait(error, 1) : undefined,
    );
  }

  /** A question that wants a body: it makes nothing, so it may be asked again. */
  query(path: string, body: object, query: Query = {}): Promise<unknown> {
    return this.#repeatable("POST", this.#url(path, query), body);
  }

  /** Whether it was there. */
  async delete(path: string): Promise<boolean> {
    try {
      await this.#repeatable("DELETE", this.#url(path));
      return true;
    } catch (error) {
      if (error instanceof CloudFailure && error.status === 404) return false;
      throw error;
    }
  }

  #repeatable(method: string, url: URL, body?: object): Promise<unknown> {
    return retry(
      () => this.#ask(method, url, body),
      this.#retryLimits.tries,
      (error, trial) => (error instanceof CloudFailure ? this.#wait(error, trial) : undefined),
    );
  }

  #wait(error: CloudFailure, trial: number): number | undefined {
    const { firstWaitMs, mostWaitMs } = this.#retryLimits;
    const { status, retryAfterMs } = error;
    // It was waited for long enough.
    if (error instanceof NoAnswer) return undefined;
    if (status !== 429 && status !== 0 && status < 500) return undefined;
    const waitMs = retryAfterMs ?? firstWaitMs * 2 ** (trial - 1);
    return waitMs > mostWaitMs ? undefined : waitMs;
  }

  async #ask(method: string, url: URL, body?: object): Promise<unknown> {
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
        throw new NoAnswer(`no answer in ${this.#retryLimits.timeoutMs / 1000} s`);
      }
      const cause = (error as Error).cause;
      throw new CloudFailure(0, cause instanceof Error ? cause.message : String(error));
    }
    if (!response.ok) throw failureOf(response, text);
    if (text === "") return undefined;
    try {
      return JSON.parse(text);
    } catch {
      throw new CloudFailure(0, "the answer is no JSON");
    }
  }

  #url(path: string, query: Query = {}): URL {
    const url = new URL(path, this.#baseUrl);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }

  /** The key goes to no other host than the one that was asked. */
  #nextPage(next: string): URL {
    const url = new URL(next, this.#baseUrl);
    if (url.origin === this.#baseUrl.origin) return url;
    throw new CloudFailure(0, "a next page is said to be on another host");
  }
}

/** The time is up. */
class NoAnswer extends CloudFailure {
  constructor(detail: string) {
    super(0, detail);
  }
}

interface Page {
  readonly data?: unknown;
  readonly metadata?: { readonly next?: string | null };
}

/** Seconds, in the header that comes with 429 or the one that some services send instead. */
function failureOf({ status, headers }: Response, text: string): CloudFailure {
  const said =
    headers.get("retry-after") ?? (status === 429 ? headers.get("x-ratelimit-reset") : null);
  const seconds = Number(said);
  const retryAfterMs = said !== null && Number.isFinite(seconds) ? seconds * 1000 : undefined;
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

/** The secret goes out by TLS only, but for a server on this very machine. */
function safeUrl(text: string, variable: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = url?.hostname === "127.0.0.1" || url?.hostname === "localhost";
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLocal)) return url;
  throw new UserError({
    what: `${variable} is no https URL`,
    next: "Leave it out for Confluent's own.",
  });
}
