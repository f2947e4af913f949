import type { Case } from "../simulations/case.ts";
import { plural } from "../text/format.ts";
import { MAX_SEARCHED_KEYS } from "./searched-keys.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** Fewer keys may have a part in common by chance. */
const MIN_KEYS = 1000;
/** The first part of a composite key, and what separates it from the others. */
const FIRST_PART = /^([^:|/,;]+)([:|/,;])(?!\/)/;
/** 2026-11-28, 20261128, 2026-11 */
const DATE = /^(?:19|20)\d\d[-_.]?(?:0\d|1[0-2])(?:[-_.]?[0-3]\d)?(?:T.*)?$/;
/** A number, a UUID, `tenant-17`, `acme0042`: not a kind of keys, such as `user`, `sha256` or `order_v2`. */
const ID = /^(?:\d{2,}|(?=.*\d)[^:]*[-_][^:]*|\D+\d{4,})$/;
const VERSION = /(?:^|[-_.])v\d+$/i;
/** IPv6 and MAC addresses, whose parts do not name tenants. */
const ADDRESS = /^[0-9a-f]{1,4}(?::[0-9a-f]{0,4})+/i;

/** Composite keys that all have the same first part: of one tenant or one day, where there are many. */
export const onePart: Suggester = {
  id: "one-part",
  suggest({ contract, keys, measures: { uniqueKeys } }) {
    if (contract.keyType !== "string" || keys.digests !== undefined) return undefined;
    if (uniqueKeys < MIN_KEYS || uniqueKeys > MAX_SEARCHED_KEYS) return undefined;
    const part = commonPart(keys);
    if (part === undefined) return undefined;
    return sentenceWithKeys`One part only: all ${plural(uniqueKeys, "different key")} begin with ${{ key: part }}. If that is a tenant, a region or a day, the sample has only one of them: take it from all of them, since others may have hotter keys.`;
  },
};

/** The first part that all keys have, if it looks like one of many. */
function commonPart(keys: Case["keys"]): Uint8Array | undefined {
  let part: Uint8Array | undefined;
  for (const { size, bytes, starts, ends } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const [start, end] = [starts[i] as number, ends[i] as number];
      part ??= firstPart(bytes.subarray(start, end));
      if (part === undefined || !beginsWith(bytes, start, end, part)) return undefined;
    }
  }
  return part;
}

function firstPart(key: Uint8Array): Uint8Array | undefined {
  const text = new TextDecoder("latin1").decode(key);
  const [whole, part] = FIRST_PART.exec(text) ?? [];
  if (whole === undefined || part === undefined || VERSION.test(part)) return undefined;
  if (ADDRESS.test(text)) return undefined;
  return DATE.test(part) || ID.test(part) ? key.slice(0, whole.length) : undefined;
}

function beginsWith(bytes: Uint8Array, start: number, end: number, part: Uint8Array): boolean {
  if (end - start < part.length) return false;
  for (let i = 0; i < part.length; i++) if (bytes[start + i] !== part[i]) return false;
  return true;
}
