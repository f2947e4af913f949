import { UserError } from "#core/errors/user-error.ts";
import type { Variables } from "../cluster/environment-settings.ts";
import { isPlaceholder } from "./shapes.ts";

/** A variable's trimmed text; undefined if not set or empty. */
export function textOf(variables: Variables, name: string): string | undefined {
  const text = variables[name]?.trim();
  return text === "" ? undefined : text;
}

/** Reads True or False in any case; undefined if not set. */
export function flagOf(variables: Variables, name: string): boolean | undefined {
  const text = textOf(variables, name)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text === "true" || text === "false") return text === "true";
  throw new UserError({
    what: "its value is neither True nor False",
    where: name,
    next: "Set it to True or False, or leave it out.",
  });
}

/** Ids separated by commas; an empty list means all. */
export function idsOf(variables: Variables, name: string, example: string): string[] {
  const text = textOf(variables, name) ?? "";
  const ids = text
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  if (ids.every((id) => /^[a-zA-Z][\w-]*$/.test(id))) return [...new Set(ids)];
  throw badId(name, text, `Separate ids by commas: ${example}. Leave it empty for all.`);
}

export function principalOf(variables: Variables): string | undefined {
  const text = textOf(variables, "PRINCIPAL_ID");
  if (text === undefined || /^(?:u|sa)-[a-zA-Z0-9]+$/.test(text)) return text;
  throw badId(
    "PRINCIPAL_ID",
    text,
    "Use the id of a user (u-…) or service account (sa-…): `confluent iam service-account list` lists them.",
  );
}

function badId(name: string, text: string, next: string): UserError {
  const what = isPlaceholder(text)
    ? "its value is still the placeholder"
    : "its value is not a Confluent Cloud id";
  return new UserError({ what, where: name, next });
}
