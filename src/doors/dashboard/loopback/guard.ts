import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What requests must contain. */
export interface AccessRule {
  /** `127.0.0.1:4321`, as in the address bar. */
  readonly host: string;
  /** The first segment of every path, known only from the user's terminal. */
  readonly token: string;
}

interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * The path below the token, or undefined for a request that is not from our own page: without the
 * token, for another host's name (DNS rebinding), or from a page of another origin.
 */
export function ownPath(
  { method, url, headers }: ReceivedRequest,
  { host, token }: AccessRule,
): string | undefined {
  const [, first = "", ...rest] = (url.split("?")[0] ?? "").split("/");
  const isOwn =
    headers.host === host &&
    isSame(first, token) &&
    isOwnOrigin(headers, method, host) &&
    isOwnSite(headers, method);
  return isOwn && rest.length > 0 ? rest.join("/") : undefined;
}

/** Browsers send `Origin` with requests that change something and with cross-origin requests. */
function isOwnOrigin({ origin }: IncomingHttpHeaders, method: string, host: string): boolean {
  if (origin === undefined) return method === "GET" || method === "HEAD";
  return origin === `http://${host}`;
}

/** Links from other sites may open the page, but not load anything else (Fetch Metadata). */
function isOwnSite(headers: IncomingHttpHeaders, method: string): boolean {
  const { "sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest } = headers;
  if (site === undefined || site === "same-origin" || site === "none") return true;
  return method === "GET" && mode === "navigate" && dest === "document";
}

/** Compares in constant time. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
