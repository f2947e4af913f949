import { plural } from "../text/format.ts";
import { timeWords } from "../text/time-length.ts";
import type { Window } from "./window.ts";

/** `5 minutes`, `480 records` */
export function windowWords({ unit, length }: Window): string {
  return unit === "ms" ? timeWords(length) : plural(length, "record");
}
