import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

/** Postgres writes bytea as `\x00ff`; COPY doubles the backslash. */
export function escapedBytes({ written }: Head): Look | undefined {
  if (!most(written, NEARLY_ALL, (line) => /^\\\\?x([0-9a-f]{2})+$/i.test(line))) return undefined;
  return {
    kind: "bytes in hex, as Postgres writes bytea",
    advice: "Set key_type: bytes-hex, which accepts the \\x prefix.",
  };
}
