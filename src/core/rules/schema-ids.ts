import { keyShareNoise } from "../measures/sampling-noise.ts";
import type { SchemaIds } from "../tally/schema-ids.ts";
import { percent, plural } from "../text/format.ts";
import type { Rule } from "./rule.ts";

/** Ids that a message names. */
const MAX_NAMED = 5;

/** The id is part of the bytes that are hashed, so another id is another partition. */
export const schemaIds: Rule = {
  id: "schema_ids",
  title: "Keys have several schema ids",
  purpose:
    "A Schema Registry's id is hashed with the key, so the same key goes to another partition under another id, and its order is lost.",
  remedies: [
    "Write all keys with one schema: turn off auto.register.schemas in producers, and give all of them the same schema id.",
    "Serialize keys without an id, for example with StringSerializer, or let the serializer write the id into a header.",
  ],
  about: "clients",
  severity: "warning",
  noise: keyShareNoise,
  show({ schemaIds: found }) {
    if (found === undefined || found.logicalKeys === 0) return undefined;
    return { relation: "≤", limit: 0, actual: shareOf(found), format: percent, digits: 1 };
  },
  check({ schemaIds: found }) {
    if (found === undefined || found.splitKeys === 0) return undefined;
    const actual = shareOf(found);
    const message = `${describe(found)}: ${percent(actual)} of the ${plural(found.logicalKeys, "different key")} without them go to another partition under another id, and lose their order`;
    return { limit: 0, actual, message };
  },
};

function shareOf({ splitKeys, logicalKeys }: SchemaIds): number {
  return splitKeys / logicalKeys;
}

/** `the keys have the schema ids 17 and 18, and had 17 before` */
function describe({ ids, earlier = [] }: SchemaIds): string {
  const now = ids.map(({ id }) => id);
  const isOther =
    earlier.length > 0 &&
    (now.length !== earlier.length || now.some((id) => !earlier.includes(id)));
  const before = isOther ? `, and had ${listOf(earlier)} before` : "";
  return `the keys have the schema ${now.length === 1 ? "id" : "ids"} ${listOf(now)}${before}`;
}

function listOf(ids: readonly number[]): string {
  const named = ids.slice(0, MAX_NAMED).join(", ");
  return ids.length > MAX_NAMED ? `${named} and others` : named.replace(/, (?=\d+$)/, " and ");
}
