import { size } from "#core/values/size.ts";
import type { ValueKind } from "#core/values/value.ts";

/** Bytes per second: what a cluster in production hardly notices. */
export const DEFAULT_MAX_RATE = 50 * 1024 * 1024;

const rate = size({ min: 1024, max: 1e15 });

/** How many bytes to read per second at most; `unlimited` is Infinity. */
export const maxRate: ValueKind<number> = {
  form: "a size in bytes per second of at least 1K, such as 50M, or unlimited",
  read(text) {
    return text.trim() === "unlimited" ? Number.POSITIVE_INFINITY : rate.read(text);
  },
};
