import { UserError } from "#core/errors/user-error.ts";
import { parseEventFields } from "#live/core/events/event-fields.ts";
import type { EventOptions } from "#live/run/topic-keys/event-lines.ts";
import type { SampleFlags } from "../commands/sample.ts";

/** Which events to write, and where. */
export interface EventsRequest extends Omit<EventOptions, "maxBytes"> {
  readonly path: string;
}

/** @throws UserError if a flag lacks another one */
export function eventsRequest(
  { events: path, fields, pseudonymize }: SampleFlags,
  secret: string | undefined,
): EventsRequest | undefined {
  if (path === undefined) {
    if (fields === undefined && pseudonymize === undefined) return undefined;
    throw new UserError({
      what: `${fields === undefined ? "--pseudonymize" : "--fields"} is for events, and no file for these is named`,
      next: "Name it: --events events.jsonl",
    });
  }
  if (fields === undefined) throw noFields();
  return { path, fields: parseEventFields(fields), pseudonyms: pseudonymsOf(pseudonymize, secret) };
}

function pseudonymsOf(what: SampleFlags["pseudonymize"], secret: string | undefined) {
  if (what === undefined) return undefined;
  if (what !== true && what !== "numbers") {
    throw new UserError({
      what: `--pseudonymize ${what} is not known`,
      next: "Use --pseudonymize for text, or --pseudonymize numbers for text and numbers.",
    });
  }
  if (secret === undefined) throw noSecret();
  return { secret, numbers: what === "numbers" };
}

function noFields(): UserError {
  return new UserError({
    what: "no field of an event is written unless it is named, and none is",
    where: "--events",
    next: "Name the fields that the key is made of: --fields userId,tenant.id",
  });
}

function noSecret(): UserError {
  return new UserError({
    what: "pseudonyms need a secret, because without one, anyone could undo them",
    where: "--pseudonymize",
    next: "Create one with `openssl rand -hex 32 > ~/.skew-secret`, and name it with --secret-file.",
  });
}
