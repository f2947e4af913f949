import { UserError, UserErrors } from "#core/errors/user-error.ts";
import type { Answer, Handle, PageRequest } from "../loopback/server.ts";
import { assetAt } from "./assets.ts";
import { failureOf } from "./failure.ts";

/**
 * Answers a request with JSON. A route is named `GET api/start` or `POST api/runs/*`; `part` is what
 * `*` matches.
 */
type Route = (request: PageRequest, part: string) => Promise<object>;

export type Routes = Readonly<Record<string, Route>>;

/** Serves the page's files and the routes. */
export function handleBy(routes: Routes): Handle {
  return async (request) => {
    const asset = request.method === "GET" ? assetAt(request.path) : undefined;
    if (asset !== undefined) return asset;
    const found = findRoute(routes, request);
    if (found === undefined) return { status: 404, type: "text/plain", body: "not found\n" };
    try {
      const answer = await found.route(request, found.part);
      return "run" in answer ? (answer as Answer) : json(200, answer);
    } catch (error) {
      return json(isUserError(error) ? 422 : 500, failureOf(error));
    }
  };
}

function findRoute(routes: Routes, { method, path }: PageRequest) {
  for (const [name, route] of Object.entries(routes)) {
    const [before = "", after] = name.split("*");
    const requested = `${method} ${path}`;
    if (after === undefined && requested === name) return { route, part: "" };
    if (after === undefined || !requested.startsWith(before) || !requested.endsWith(after)) {
      continue;
    }
    const part = requested.slice(before.length, requested.length - after.length);
    if (/^[\w-]+$/.test(part)) return { route, part };
  }
  return undefined;
}

function isUserError(error: unknown): boolean {
  return error instanceof UserError || error instanceof UserErrors;
}

function json(status: number, value: object): Answer {
  return { status, type: "application/json", body: JSON.stringify(value) };
}
