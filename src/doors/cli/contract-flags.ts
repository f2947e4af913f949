import { clientNames } from "#core/clients/families.ts";
import type { RawTopic, TopicContract } from "#core/contract/contract.ts";
import { contractIfSound } from "#core/contract/sound-fields.ts";
import { windowLength } from "#core/contract/window-length.ts";
import { UserError } from "#core/errors/user-error.ts";
import { keyFrames } from "#core/keys/key-frame.ts";
import { keyTypeNames } from "#core/keys/key-type.ts";
import { type PartitionerName, partitioners } from "#core/partitioners/index.ts";
import { RECORDED } from "#core/partitioners/placement-name.ts";
import { samplings } from "#core/tally/sample-details.ts";
import { choice } from "#core/values/choice.ts";
import { count } from "#core/values/count.ts";
import { decimalNumber } from "#core/values/decimal.ts";
import { share } from "#core/values/share.ts";
import type { None, OptionsOf } from "./command.ts";
import type { Command, OptionValues } from "./commander.ts";
import { collect, oneOf, valueOption } from "./option.ts";

export const NULL_TOKEN_HELP = "text that represents a null key; repeatable";

export const producerOption = (help: string) =>
  valueOption("--producer <client>", help, choice(clientNames));

export const keyTypeOption = (help: string) =>
  valueOption("--key-type <type>", help, choice(keyTypeNames));

export const keyFrameOption = () =>
  valueOption(
    "--key-frame <frame>",
    `what the key's bytes carry besides the key: ${oneOf(keyFrames)}`,
    choice(keyFrames),
  );

export const sampleOption = () =>
  valueOption(
    "--sample <kind>",
    "census (all records) or random (a random part of them)",
    choice(samplings),
  );

/** Adds the flags that set fields of a contract, which checks their ranges. */
export function withContractFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  const limits = withSampleFlags(withSpreadFlags(command.optionsGroup("Without a contract file:")));
  return withWindowFlags(limits)
    .addOption(
      valueOption(
        "--partitioner <name>",
        "murmur2 (default), crc32, fnv1a, …, or recorded",
        choice([...(Object.keys(partitioners) as PartitionerName[]), RECORDED]),
      ),
    )
    .addOption(producerOption("java, librdkafka, sarama, …"))
    .addOption(
      valueOption(
        "--empty-keys <place>",
        "hashed, or unplaced like keys that are missing (default: as the producer does)",
        choice(["hashed", "unplaced"]),
      ),
    )
    .addOption(keyTypeOption("string (default), int, long, uuid, …"))
    .addOption(keyFrameOption())
    .option("--null-token <text>", NULL_TOKEN_HELP, collect)
    .addOption(sampleOption());
}

function withSpreadFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .addOption(valueOption("--partitions <n>", "partition count of the topic", count()))
    .addOption(
      valueOption("--max-share <share>", "largest share of one partition, 0 to 1", share()),
    )
    .addOption(valueOption("--max-gini <gini>", "largest Gini coefficient, 0 to 1", share()))
    .addOption(valueOption("--max-cv <ratio>", "largest coefficient of variation", decimalNumber()))
    .addOption(valueOption("--max-key-share <share>", "largest share of one key, 0 to 1", share()));
}

function withSampleFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .addOption(
      valueOption(
        "--max-partition-bytes-share <share>",
        "largest share of the bytes in one partition, 0 to 1",
        share(),
      ),
    )
    .addOption(
      valueOption(
        "--max-key-bytes-share <share>",
        "largest share of the bytes with one key, 0 to 1",
        share(),
      ),
    )
    .addOption(valueOption("--min-unique <n>", "minimum number of different keys", count()))
    .addOption(valueOption("--sample-size <n>", "minimum number of records", count()))
    .addOption(
      valueOption(
        "--min-known-keys <share>",
        "smallest share of records with an earlier key, 0 to 1 (needs --baseline-keys)",
        share(),
      ),
    );
}

/** Any form of a time, in the form of contracts. */
export const windowOption = (help: string) => valueOption("--window <time>", help, windowLength);

function withWindowFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .addOption(windowOption("length of the windows for --max-window-share, such as 1m"))
    .addOption(
      valueOption(
        "--window-records <n>",
        "instead of --window: records in each window, in the file's order",
        count(),
      ),
    )
    .addOption(
      valueOption(
        "--max-window-share <share>",
        "largest share of one partition in a window, 0 to 1",
        share(),
      ),
    );
}

export type ContractOptions = OptionsOf<typeof withContractFlags<[], None>>;

/** The field that each flag sets. */
const fields = {
  partitions: "partitions",
  maxShare: "max_partition_share",
  maxGini: "max_gini",
  maxCv: "max_cv",
  maxKeyShare: "max_key_share",
  maxPartitionBytesShare: "max_partition_bytes_share",
  maxKeyBytesShare: "max_key_bytes_share",
  window: "window",
  windowRecords: "window_records",
  maxWindowShare: "max_window_share",
  minUnique: "min_unique_keys",
  sampleSize: "sample_size",
  minKnownKeys: "min_known_keys",
  partitioner: "partitioner",
  producer: "producer",
  emptyKeys: "empty_keys",
  keyType: "key_type",
  keyFrame: "key_frame",
  nullToken: "null_token",
  sample: "sample",
} as const satisfies Record<keyof ContractOptions, keyof RawTopic>;

const names = Object.keys(fields) as (keyof ContractOptions)[];

/** The contract that the flags describe; undefined if none of them is set. */
export async function contractFromFlags(
  options: ContractOptions & { readonly topic?: string; readonly contract?: string },
): Promise<TopicContract | undefined> {
  const { topic, contract, partitions } = options;
  const given = names.filter((name) => options[name] !== undefined);
  if (given.length === 0) return undefined;
  if (partitions === undefined) {
    throw new UserError({
      what: `${given.map(flagOf).join(", ")} cannot be used without --partitions`,
      next: "Add --partitions N to judge without a contract file, or put the limit in the contract.",
    });
  }
  if (contract !== undefined) {
    throw new UserError({
      what: "--contract and --partitions cannot be used together",
      next: "Set limits either in the contract file or with flags.",
    });
  }
  const raw: RawTopic = Object.fromEntries(given.map((name) => [fields[name], options[name]]));
  const named = topic === undefined ? raw : { topic, ...raw };
  const sound = await contractIfSound(named);
  if (sound !== undefined) return sound;
  const { contractFromFields } = await import("#core/contract/from-fields.ts");
  return contractFromFields(named, flagOfField);
}

/** `maxShare` → `--max-share` */
function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function flagOfField(field: string): string {
  return flagOf(names.find((name) => fields[name] === field) ?? field);
}
