import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";

/*
 * Servers that answer a connection in every way but the right one, and proxies that do: sockets
 * that are written to by hand.
 */

export interface BrokenServer {
  readonly port: number;
  readonly url: string;
  /** What was asked, as far as it came in one piece. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** What a server does with a connection once the first bytes have come. */
type Behaviour = (socket: Socket, request: string, url: string) => void;

const EVERY_MS = 100;
const JSON_HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

const answer = (head: string, body = "") =>
  `HTTP/1.1 ${head}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`;

/** Begins, then a piece now and then, for as long as somebody listens. */
function trickle(socket: Socket, begin: string, piece: string): void {
  socket.write(begin);
  const timer = setInterval(() => socket.write(piece), EVERY_MS);
  socket.on("close", () => clearInterval(timer));
}

/** As fast as it is read. */
function flood(socket: Socket): void {
  const chunk = `10000\r\n${" ".repeat(0x10000)}\r\n`;
  const more = () => {
    while (!socket.destroyed && socket.write(chunk)) {}
  };
  socket.on("drain", more);
  more();
}

export const brokenServers = {
  silent: () => {},
  closes: (socket) => socket.destroy(),
  resets: (socket) => socket.resetAndDestroy(),
  garbage: (socket) => socket.end("\u0000\u0001 what?\r\n\r\n"),
  "closes in the body": (socket) => socket.end(`${JSON_HEAD}content-length: 1000\r\n\r\n[{"id":`),
  "trickles headers": (socket) => trickle(socket, "HTTP/1.1 200 OK\r\n", "x: y\r\n"),
  "trickles the body": (socket) =>
    trickle(socket, `${JSON_HEAD}transfer-encoding: chunked\r\n\r\n`, "1\r\n \r\n"),
  "hints for ever": (socket) => trickle(socket, "", "HTTP/1.1 103 Early Hints\r\n\r\n"),
  "never ends the body": (socket) => {
    socket.write(`${JSON_HEAD}transfer-encoding: chunked\r\n\r\n`);
    flood(socket);
  },
  "redirects to itself": (socket, request, url) =>
    socket.end(answer(`302 Found\r\nlocation: ${url}${request.split(" ")[1]}`)),
  "redirects elsewhere": (socket) =>
    socket.end(answer("302 Found\r\nlocation: http://localhost:9/login?to=x")),
  "answers with a page": (socket) =>
    socket.end(answer("200 OK\r\ncontent-type: text/html", "<h1>Log in</h1>")),
  "answers with nothing": (socket) =>
    socket.end(answer("200 OK\r\ncontent-type: application/json")),
  "fails for ever": (socket) =>
    socket.end(answer("500 Internal Server Error\r\ncontent-type: text/html", "<h1>no</h1>")),
  "asks to wait for an hour": (socket) =>
    socket.end(
      answer("429 Too Many Requests\r\nretry-after: 3600\r\ncontent-type: text/plain", "slow down"),
    ),
} satisfies Record<string, Behaviour>;

const CONNECTED = "HTTP/1.1 200 Connection established\r\n\r\n";

export const brokenProxies = {
  silent: () => {},
  closes: (socket) => socket.destroy(),
  garbage: (socket) => socket.end("\u0000\u0001 what?\r\n\r\n"),
  "trickles headers": (socket) => trickle(socket, "HTTP/1.1 200 OK\r\n", "x: y\r\n"),
  "forbids it": (socket) => socket.end(answer("403 Forbidden")),
  "wants a password": (socket) =>
    socket.end(answer("407 Proxy Authentication Required\r\nproxy-authenticate: Basic")),
  "reaches nothing": (socket) => socket.end(answer("502 Bad Gateway")),
  "is silent once connected": (socket) => socket.write(CONNECTED),
  "closes once connected": (socket) => socket.end(CONNECTED),
} satisfies Record<string, Behaviour>;

export async function startBroken(behave: Behaviour): Promise<BrokenServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let url = "";
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.once("data", (bytes) => {
      requests.push(bytes.toString("latin1"));
      behave(socket, bytes.toString("latin1"), url);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { port, url, requests, close };
}
