import type { ErrorParts } from "#core/errors/user-error.ts";
import type { Failure } from "#doors/dashboard/wire.ts";

/** Errors that are to be shown as they are. */
export class Told extends Error {
  readonly errors: readonly ErrorParts[];

  constructor(errors: readonly ErrorParts[]) {
    super("told");
    this.errors = errors;
  }
}

/** What to show of whatever was thrown. */
export function errorsOf(error: unknown): readonly ErrorParts[] {
  if (error instanceof Told) return error.errors;
  return [{ what: `the page failed: ${String(error)}`, next: "Please report it, and reload." }];
}

const GONE: ErrorParts = {
  what: "the dashboard does not answer",
  next: "Does skew-contract dashboard still run in its terminal? A new one has a new address.",
};

/** Asks our own server; paths are below the page's own, which holds the token. */
export async function ask<Output>(path: string, body?: object): Promise<Output> {
  return (await answerOf(path, body)).json();
}

/** A file of our own server. */
export async function fileAt(path: string): Promise<Blob> {
  return (await answerOf(path)).blob();
}

async function answerOf(path: string, body?: object): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, body === undefined ? {} : posting(body));
  } catch {
    throw new Told([GONE]);
  }
  if (response.ok) return response;
  const { errors } = (await response.json().catch(() => ({ errors: [GONE] }))) as Failure;
  throw new Told(errors);
}

function posting(body: object): RequestInit {
  const headers = { "content-type": "application/json" };
  return { method: "POST", headers, body: JSON.stringify(body) };
}
