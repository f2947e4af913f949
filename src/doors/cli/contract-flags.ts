import { clients } from "#core/clients/clients.ts";
import type { RawTopic, TopicContract } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { UserError } from "#core/errors/user-error.ts";
import { keyTypeNames } from "#core/keys/key-type.ts";
import { partitioners } from "#core/partitioners/index.ts";
import { choice, choiceFrom } from "#core/values/choice.ts";
import { count } from "#core/values/count.ts";
import { decimal } from "#core/values/decimal.ts";
import { share } from "#core/values/share.ts";
import type { None, OptionsOf } from "./command.ts";
import type { Command, OptionValues } from "./commander.ts";
import { collect, valueOption } from "./option.ts";

export const NULL_TOKEN_HELP = "a text that represents a null key; repeatable";

export const producerOption = (help: string) =>
  valueOption("--producer <client>", help, choiceFrom(clients));

export const keyTypeOption = (help: string) =>
  valueOption("--key-type <type>", help, choice(keyTypeNames));

/** Adds the flags that stand for fields of a contract. How large each may be, the contract says. */
export function withContractFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .optionsGroup("Without a contract file:")
    .addOption(valueOption("--partitions <n>", "the topic's partition count", count()))
    .addOption(valueOption("--max-share <share>", "0…1, most for one partition", share()))
    .addOption(valueOption("--max-gini <gini>", "0…1, most inequality of the partitions", share()))
    .addOption(valueOption("--max-cv <ratio>", "most coefficient of variation", decimal()))
    .addOption(valueOption("--max-key-share <share>", "0…1, most for one key", share()))
    .addOption(valueOption("--min-unique <n>", "fewest different keys", count()))
    .addOption(valueOption("--sample-size <n>", "fewest records", count()))
    .addOption(
      valueOption(
        "--partitioner <name>",
        "murmur2 (default), crc32, fnv1a, …",
        choiceFrom(partitioners),
      ),
    )
    .addOption(producerOption("java, librdkafka, sarama, …"))
    .addOption(keyTypeOption("string (default), int, long, uuid, …"))
    .option("--null-token <text>", NULL_TOKEN_HELP, collect);
}

export type ContractOptions = OptionsOf<typeof withContractFlags<[], None>>;

/** The field that each of the flags stands for. */
const fields = {
  partitions: "partitions",
  maxShare: "max_partition_share",
  maxGini: "max_gini",
  maxCv: "max_cv",
  maxKeyShare: "max_key_share",
  minUnique: "min_unique_keys",
  sampleSize: "sample_size",
  partitioner: "partitioner",
  producer: "producer",
  keyType: "key_type",
  nullToken: "null_token",
} as const satisfies Record<keyof ContractOptions, keyof RawTopic>;

const names = Object.keys(fields) as (keyof ContractOptions)[];

/** The contract that the flags make, or undefined where there is no --partitions. */
export function contractFromFlags(
  options: ContractOptions & { readonly topic?: string; readonly contract?: string },
): TopicContract | undefined {
  const { topic, contract, partitions } = options;
  const given = names.filter((name) => options[name] !== undefined);
  if (given.length === 0) return undefined;
  if (partitions === undefined) {
    throw new UserError({
      what: `${given.map(flagOf).join(", ")} without --partitions`,
      next: "Add --partitions N to judge without a contract file, or put the limit into the contract.",
    });
  }
  if (contract !== undefined) {
    throw new UserError({
      what: "--contract and --partitions exclude each other",
      next: "Limits come from the contract file or from flags, not from both.",
    });
  }
  const raw: RawTopic = Object.fromEntries(given.map((name) => [fields[name], options[name]]));
  return contractFromFields({ ...(topic === undefined ? {} : { topic }), ...raw }, flagOfField);
}

/** `maxShare` → `--max-share` */
function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function flagOfField(field: string): string {
  return flagOf(names.find((name) => fields[name] === field) ?? field);
}
