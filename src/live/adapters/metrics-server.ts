import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { type AddressInfo, isIP } from "node:net";
import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";

/** At once; Prometheus needs one. */
const MAX_CONNECTIONS = 100;

/** A text with its type, and a status other than 200. */
interface Page {
  readonly type: string;
  readonly body: string;
  readonly status?: number | undefined;
}

/** Makes a page for a request with these headers. */
type Pages = Readonly<Record<string, (headers: IncomingHttpHeaders) => Page>>;

export interface MetricsServer {
  /** `http://127.0.0.1:9404` */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves pages, by their paths, to GET and HEAD requests.
 *
 * @param address port 0: any free port
 */
export async function serveMetrics(
  address: { readonly host: string; readonly port: number },
  pages: Pages,
): Promise<MetricsServer> {
  const server = createServer((request, response) => serve(request, response, pages));
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(address.port, address.host);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw notListening(address, cause);
  }
  const { address: host, port } = server.address() as AddressInfo;
  return {
    url: `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function serve(request: IncomingMessage, response: ServerResponse, pages: Pages): void {
  const { method = "", url = "" } = request;
  const path = url.split("?")[0] ?? "";
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  const isRead = method === "GET" || method === "HEAD";
  const {
    type,
    body,
    status = 200,
  } = !isRead
    ? refusal(405, "only GET")
    : !isLocalName(request)
      ? refusal(403, "this host name is not allowed: use the address")
      : (page?.(request.headers) ?? refusal(404, `there are ${Object.keys(pages).join(" and ")}`));
  response
    .writeHead(status, {
      "content-type": type,
      "content-length": Buffer.byteLength(body),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    })
    .end(method === "HEAD" ? undefined : body);
}

function refusal(status: number, why: string): Page {
  return { status, type: "text/plain; charset=utf-8", body: `${why}\n` };
}

/**
 * On loopback, only addresses and localhost are allowed as the host: otherwise a web page could give its
 * own name this address and read the metrics in the user's browser (DNS rebinding).
 */
function isLocalName({ headers, socket }: IncomingMessage): boolean {
  if (!/^(::ffff:)?127\.|^::1$/.test(socket.localAddress ?? "")) return true;
  const name = (headers.host ?? "").replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
  return name === "localhost" || isIP(name) !== 0;
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program is using it",
  EACCES: "you do not have permission to use it",
  EADDRNOTAVAIL: "this machine does not have this address",
  ENOTFOUND: "the host name cannot be resolved",
};

function notListening(
  { host, port }: { readonly host: string; readonly port: number },
  cause: unknown,
): UserError {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  return new UserError(
    {
      what: `${host}:${port} cannot be listened on: ${REASONS[code] ?? message}`,
      where: setting("listen"),
      next: phrase`Choose another address: ${setting("listen", ":9405")}.`,
    },
    { cause },
  );
}
