import type { ErrorParts } from "#core/errors/error-parts.ts";
import type { Failure } from "#doors/dashboard/wire.ts";

/** Carries errors that the page shows as they are. */
export class ReportedError extends Error {
  readonly errors: readonly ErrorParts[];

  constructor(errors: readonly ErrorParts[]) {
    super("reported");
    this.errors = errors;
  }
}

/** What to show for anything that was thrown. */
export function errorsOf(error: unknown): readonly ErrorParts[] {
  if (error instanceof ReportedError) return error.errors;
  return [
    {
      what: `the page failed: ${String(error)}`,
      next: "Please report this, then reload the page.",
    },
  ];
}

const GONE: ErrorParts = {
  what: "the dashboard does not respond",
  next: "Is skew-contract dashboard still running in its terminal? Its address changes at every start.",
};

/** Sends a request to our own server; paths are relative to the page's, which contains the token. */
export async function ask<Output>(path: string, body?: object): Promise<Output> {
  return (await answerOf(path, body)).json();
}

/** Loads a file from our own server. */
export async function fileAt(path: string): Promise<Blob> {
  return (await answerOf(path)).blob();
}

async function answerOf(path: string, body?: object): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, body === undefined ? {} : posting(body));
  } catch {
    throw new ReportedError([GONE]);
  }
  if (response.ok) return response;
  const { errors } = (await response.json().catch(() => ({ errors: [GONE] }))) as Failure;
  throw new ReportedError(errors);
}

function posting(body: object): RequestInit {
  const headers = { "content-type": "application/json" };
  return { method: "POST", headers, body: JSON.stringify(body) };
}
