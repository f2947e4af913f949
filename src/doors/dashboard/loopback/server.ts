import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { type AccessRule, ownPath } from "./guard.ts";

const HOST = "127.0.0.1";
const TOKEN_BYTES = 24;
const MAX_BODY_BYTES = 64 * 1024;

/** A request from our own page. */
export interface PageRequest {
  readonly method: string;
  /** Below the token, such as `api/clusters`; empty for the page itself. */
  readonly path: string;
  /** The parsed JSON body; undefined if there is none. */
  readonly body: unknown;
}

export type Answer = WholeAnswer | StreamedAnswer;

interface WholeAnswer {
  readonly status: number;
  /** MIME type. */
  readonly type: string;
  readonly body: string | Uint8Array;
  /** Replaces the policy that allows nothing. */
  readonly policy?: string;
}

/** Server-sent events, each a line of JSON, until `run` resolves or the client disconnects. */
interface StreamedAnswer {
  run(send: (json: string) => void, gone: AbortSignal): Promise<void>;
}

export type Handle = (request: PageRequest) => Promise<Answer>;

export interface LoopbackServer {
  /** Includes the token. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves on this machine's loopback interface, only to clients that know the token.
 *
 * @param port 0: any free port
 */
export async function serveLoopback(port: number, handle: Handle): Promise<LoopbackServer> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  let gate: AccessRule = { host: "", token };
  const server = createServer((request, response) => {
    serve(request, response, { gate, handle }).catch(() => response.destroy());
  });
  server.listen(port, HOST);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw notServed(port, cause);
  }
  gate = { host: `${HOST}:${(server.address() as AddressInfo).port}`, token };
  return {
    url: `http://${gate.host}/${token}/`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function notServed(port: number, cause: unknown): UserError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    EADDRINUSE: "another program is using it",
    EACCES: "you do not have permission to use it",
  };
  const what = `port ${port} cannot be used: ${reasons[code ?? ""] ?? message}`;
  const next = phrase`Leave ${setting("port")} out to use any free port.`;
  return new UserError({ what, where: setting("port"), next }, { cause });
}

interface Served {
  readonly gate: AccessRule;
  readonly handle: Handle;
}

/** No caching, framing, MIME sniffing or referrers. */
const HEADERS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { gate, handle }: Served,
): Promise<void> {
  const { method = "", url = "", headers } = request;
  const path = ownPath({ method, url, headers }, gate);
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  if (path === undefined) return refuse(response, 403);
  if (method !== "GET" && method !== "POST") return refuse(response, 405);
  const body = method === "POST" ? await jsonOf(request) : { value: undefined };
  if (body === undefined) return refuse(response, 400);
  const answer = await handle({ method, path, body: body.value });
  if ("run" in answer) return stream(response, answer);
  const { status, type, policy } = answer;
  if (policy !== undefined) response.setHeader("content-security-policy", policy);
  response.writeHead(status, { "content-type": type }).end(answer.body);
}

function refuse(response: ServerResponse, status: number): void {
  response
    .writeHead(status, { "content-type": "text/plain", connection: "close" })
    .end("refused\n");
}

/** Undefined if the body is not JSON or is too long. */
async function jsonOf(request: IncomingMessage): Promise<{ value: unknown } | undefined> {
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return { value: JSON.parse(Buffer.concat(chunks).toString("utf8")) };
  } catch {
    return undefined;
  }
}

async function stream(response: ServerResponse, { run }: StreamedAnswer): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  await run((json) => response.write(`data: ${json}\n\n`), gone.signal);
  response.end();
}
