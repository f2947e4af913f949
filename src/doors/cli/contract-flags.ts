import type { TopicContract } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { UserError } from "#core/errors/user-error.ts";
import { type FlagValues, propertyOf } from "./flags.ts";

/** Flags that stand for fields of a contract, for `check` without a contract file. */
export const contractFlags = [
  { flag: "--partitions <n>", field: "partitions", help: "the topic's partition count" },
  {
    flag: "--max-share <share>",
    field: "max_partition_share",
    help: "0…1, most for one partition",
  },
  { flag: "--max-gini <gini>", field: "max_gini", help: "0…1, most inequality of the partitions" },
  { flag: "--max-cv <ratio>", field: "max_cv", help: "most coefficient of variation" },
  { flag: "--max-key-share <share>", field: "max_key_share", help: "0…1, most for one key" },
  { flag: "--min-unique <n>", field: "min_unique_keys", help: "fewest different keys" },
  { flag: "--sample-size <n>", field: "sample_size", help: "fewest records" },
  {
    flag: "--partitioner <name>",
    field: "partitioner",
    help: "murmur2 (default), crc32, fnv1a, …",
  },
  { flag: "--producer <client>", field: "producer", help: "java, librdkafka, sarama, …" },
  { flag: "--key-type <type>", field: "key_type", help: "string (default), int, long, uuid, …" },
  {
    flag: "--null-token <text>",
    field: "null_token",
    help: "a text that stands for a null key; repeatable",
    repeatable: true,
  },
] as const;

type Field = (typeof contractFlags)[number]["field"];

const TEXT_FIELDS: readonly Field[] = ["partitioner", "producer", "key_type", "null_token"];

/** The contract that the flags make, or undefined where there is no --partitions. */
export function contractFromFlags(values: FlagValues): TopicContract | undefined {
  const given = contractFlags.filter(({ flag }) => values[propertyOf(flag)] !== undefined);
  if (given.length === 0) return undefined;
  if (values.partitions === undefined) {
    const flags = given.map(({ flag }) => flag.split(" ")[0]).join(", ");
    throw new UserError({
      what: `${flags} without --partitions`,
      next: "Add --partitions N to judge without a contract file, or put the limit into the contract.",
    });
  }
  if (values.contract !== undefined) {
    throw new UserError({
      what: "--contract and --partitions exclude each other",
      next: "Limits come from the contract file or from flags, not from both.",
    });
  }
  const fields = given.map(({ flag, field }) => {
    const value = values[propertyOf(flag)];
    if (Array.isArray(value)) return [field, value];
    const text = String(value);
    return [field, TEXT_FIELDS.includes(field) ? text : numberOrText(text)];
  });
  const topic = values.topic === undefined ? {} : { topic: values.topic };
  return contractFromFields({ ...topic, ...Object.fromEntries(fields) }, flagOf);
}

/** What is no number stays text, for the schema to complain about. */
function numberOrText(text: string): number | string {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}

function flagOf(field: string): string {
  if (field === "topic") return "--topic";
  return contractFlags.find((one) => one.field === field)?.flag.split(" ")[0] ?? field;
}
