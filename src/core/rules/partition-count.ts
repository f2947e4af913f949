import { plural, whole } from "../text/format.ts";
import type { Rule } from "./rule.ts";

/** Only for topics that are judged as they are on a cluster. */
export const partitionCount: Rule = {
  id: "partition_count",
  title: "The topic has another number of partitions",
  purpose: "Limits and simulations are about the contract's partition count, not the topic's.",
  remedies: ["Set partitions to the topic's count, and check the limits.", "Add partitions."],
  about: "placement",
  show({ contract: { stated, partitions: actual } }) {
    if (stated === undefined) return undefined;
    return { relation: "=", limit: stated.partitions, actual, format: whole, digits: 0 };
  },
  check({ contract: { stated, partitions: actual } }) {
    if (stated === undefined || stated.partitions === actual) return undefined;
    const message = `the topic has ${plural(actual, "partition")}, not ${whole(stated.partitions)}`;
    return { limit: stated.partitions, actual, message, field: "partitions" };
  },
};
