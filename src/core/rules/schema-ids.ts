import { keyShareNoise } from "../measures/sampling-noise.ts";
import type { SchemaIds } from "../tally/schema-ids.ts";
import { percent } from "../text/format.ts";
import type { Rule } from "./rule.ts";

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
    return { limit: 0, actual: shareOf(found), message: found.message };
  },
};

function shareOf({ splitKeys, logicalKeys }: SchemaIds): number {
  return splitKeys / logicalKeys;
}
