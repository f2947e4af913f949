import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";

/*
 * GitHub's REST API as far as the action asks it. Every request is checked against GitHub's
 * published OpenAPI description.
 */

interface Operation {
  readonly parameters: readonly { name: string; in: string; schema: object }[];
  readonly requestBody?: object;
  readonly responses: readonly string[];
}

const openapi = JSON.parse(
  readFileSync(
    fileURLToPath(new URL("../../fixtures/github-api/openapi.json", import.meta.url)),
    "utf8",
  ),
) as { paths: Record<string, Record<string, Operation>> };
const ajv = new Ajv({ strict: false, coerceTypes: true, validateFormats: false });
const validators = new Map<object, ValidateFunction>();

/** Servers other than GitHub tell less. */
interface Author {
  user: { id?: number; login: string; type?: string };
  author_association?: string;
}

interface FakeComment extends Author {
  id: number;
  body: string;
}

export interface GitHubServer {
  readonly url: string;
  readonly comments: FakeComment[];
  /** `METHOD /path` of all requests. */
  readonly requests: string[];
  /** What does not fit the published description. */
  readonly violations: string[];
  /** Files by `path@commit`. */
  readonly files: Map<string, string>;
  /** Who writes with the token. */
  author: Author;
  /** Whether the server tells whose token it is: not that of an app, such as a job's own. */
  knowsUser: boolean;
  /** Answers a request instead; true where it has. */
  intercept: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  close(): Promise<void>;
}

export const BOT = {
  user: { id: 41898282, login: "github-actions[bot]", type: "Bot" },
  author_association: "NONE",
};

export async function startGitHub(): Promise<GitHubServer> {
  const state: Omit<GitHubServer, "url" | "close"> = {
    comments: [],
    requests: [],
    violations: [],
    files: new Map(),
    author: BOT,
    knowsUser: false,
    intercept: undefined,
  };
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    state.requests.push(`${request.method} ${request.url}`);
    const problem = violationOf(request, text);
    if (problem !== undefined) state.violations.push(problem);
    if (request.headers.authorization !== "Bearer t0ken") return send(response, 401, {});
    if (state.intercept?.(request, response)) return;
    answer(state, request, text === "" ? {} : JSON.parse(text), response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return Object.assign(state, { url: `http://127.0.0.1:${port}`, close });
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

type State = Omit<GitHubServer, "url" | "close">;

const NOT_FOUND = { message: "Not Found" };

function answer(
  state: State,
  request: IncomingMessage,
  { body = "" }: { body?: string },
  response: ServerResponse,
): void {
  const url = new URL(request.url ?? "", "http://x");
  if (url.pathname === "/user") sendUser(state, response);
  else if (url.pathname.includes("/contents/")) sendFile(state, url, response);
  else if (request.method === "GET") listComments(state.comments, url, request, response);
  else if (request.method === "POST") createComment(state, body, response);
  else changeComment(state, Number(url.pathname.split("/").at(-1)), request, body, response);
}

function sendUser({ knowsUser, author }: State, response: ServerResponse): void {
  if (knowsUser) send(response, 200, author.user);
  else send(response, 403, { message: "Resource not accessible by integration" });
}

function sendFile({ files }: State, url: URL, response: ServerResponse): void {
  const path = decodeURIComponent(url.pathname.split("/contents/")[1] ?? "");
  const content = files.get(`${path}@${url.searchParams.get("ref")}`);
  if (content === undefined) send(response, 404, NOT_FOUND);
  else response.writeHead(200, { "content-type": "application/vnd.github.raw+json" }).end(content);
}

function createComment({ comments, author }: State, body: string, response: ServerResponse): void {
  const created = { id: Math.max(0, ...comments.map((one) => one.id)) + 1, body, ...author };
  if (body.length <= 65_536) comments.push(created);
  if (body.length <= 65_536) send(response, 201, created);
  else send(response, 422, { message: "Body is too long (maximum is 65536 characters)" });
}

function changeComment(
  { comments }: State,
  id: number,
  { method }: IncomingMessage,
  body: string,
  response: ServerResponse,
): void {
  const at = comments.findIndex((one) => one.id === id);
  const comment = comments[at];
  if (comment === undefined) {
    send(response, 404, NOT_FOUND);
  } else if (method === "PATCH") {
    comment.body = body;
    send(response, 200, comment);
  } else {
    comments.splice(at, 1);
    response.writeHead(204).end();
  }
}

/** Pages as GitHub links them. */
function listComments(
  comments: readonly FakeComment[],
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const size = Number(url.searchParams.get("per_page") ?? 30);
  const page = Number(url.searchParams.get("page") ?? 1);
  const isLast = page * size >= comments.length;
  url.searchParams.set("page", String(page + 1));
  const next = `<http://${request.headers.host}${url.pathname}${url.search}>; rel="next"`;
  send(response, 200, comments.slice((page - 1) * size, page * size), isLast ? {} : { link: next });
}

/** What about a request is not as GitHub describes it. */
function violationOf(request: IncomingMessage, body: string): string | undefined {
  const url = new URL(request.url ?? "", "http://x");
  const method = (request.method ?? "").toLowerCase();
  const name = `${request.method} ${url.pathname}`;
  const [path] = Object.keys(openapi.paths).filter((one) => patternOf(one).test(url.pathname));
  const operation = path === undefined ? undefined : openapi.paths[path]?.[method];
  if (operation === undefined) return `${name} is not described`;
  for (const [key, value] of url.searchParams) {
    const parameter = operation.parameters.find((one) => one.in === "query" && one.name === key);
    if (parameter === undefined) return `${name}: unknown parameter ${key}`;
    if (!isValid(parameter.schema, { value })) return `${name}: bad ${key}`;
  }
  if (operation.requestBody === undefined) return body === "" ? undefined : `${name} has a body`;
  return isValid(operation.requestBody, JSON.parse(body)) ? undefined : `${name}: bad body`;
}

function patternOf(path: string): RegExp {
  const pattern = path
    .replace("{path}", ".+")
    .replace(/\{(issue_number|comment_id)\}/g, "\\d+")
    .replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${pattern}$`);
}

function isValid(schema: object, data: unknown): boolean {
  const isParameter = typeof data === "object" && data !== null && "value" in data;
  const whole = isParameter ? { type: "object", properties: { value: schema } } : schema;
  const validate = validators.get(schema) ?? ajv.compile(whole);
  validators.set(schema, validate);
  return validate(data);
}
