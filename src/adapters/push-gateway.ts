import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";

const TIMEOUT_MS = 10_000;
const DEFAULT_GROUP = "/metrics/job/skew_contract";
/** Longest part of a gateway's response in messages, in characters. */
const MAX_ANSWER = 200;

/**
 * Replaces the metrics of a group on a Prometheus Pushgateway. A URL without a group gets
 * job="skew_contract".
 *
 * @throws UserError if it does not respond in time, or refuses them
 */
export async function pushMetrics(url: string, metrics: string): Promise<void> {
  const { target, headers, shown } = targetOf(url);
  try {
    const response = await fetch(target, {
      method: "PUT",
      body: metrics,
      headers: { ...headers, "content-type": "text/plain; version=0.0.4; charset=utf-8" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "error",
    });
    if (response.ok) return;
    const answer = (await beginningOf(response)).trim().slice(0, MAX_ANSWER);
    throw refused(shown, `answered ${response.status}${answer === "" ? "" : `: ${answer}`}`);
  } catch (cause) {
    throw cause instanceof UserError ? cause : refused(shown, reasonOf(cause), cause);
  }
}

/** The first chunk of a response, however long it is. */
async function beginningOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

/** Where to push to. User and password are sent in a header and never shown. */
function targetOf(text: string) {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw notUrl();
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") throw notUrl();
  const isAnonymous = url.username === "" && url.password === "";
  const headers: Record<string, string> = isAnonymous
    ? {}
    : { authorization: `Basic ${Buffer.from(credentialsOf(url)).toString("base64")}` };
  url.username = "";
  url.password = "";
  if (!/\/metrics\/job(@base64)?\//.test(url.pathname)) {
    url.pathname = `${url.pathname.replace(/\/$/, "")}${DEFAULT_GROUP}`;
  }
  return { target: url.href, headers, shown: url.origin };
}

function credentialsOf({ username, password }: URL): string {
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch {
    throw notUrl();
  }
}

function notUrl(): UserError {
  return new UserError({
    what: phrase`${setting("pushGateway")} is not an http or https URL`,
    next: phrase`Write it as ${setting("pushGateway", "http://pushgateway.example:9091")}.`,
  });
}

function refused(where: string, why: string, cause?: unknown): UserError {
  return new UserError(
    {
      what: `the metrics could not be pushed: the gateway ${why}`,
      where,
      next: "Check the URL, and that a Pushgateway is listening there. The reports were written.",
    },
    { cause },
  );
}

function reasonOf(cause: unknown): string {
  const { name, cause: inner } = cause as { name?: string; cause?: { code?: string } };
  if (name === "TimeoutError") return `did not respond within ${TIMEOUT_MS / 1000} s`;
  return `cannot be reached${inner?.code === undefined ? "" : ` (${inner.code})`}`;
}
