import { choice, choiceFrom } from "#core/values/choice.ts";
import { count } from "#core/values/count.ts";
import { duration } from "#core/values/duration.ts";
import { size } from "#core/values/size.ts";
import { producerPartitioners } from "#live/core/analysis/producer-partitioner.ts";
import { maxRate } from "#live/core/records/max-rate.ts";
import { PARTITIONS, RECORDS } from "#live/core/traffic/limits.ts";
import { MIN_VALUE_BYTES } from "#live/core/traffic/record-values.ts";
import type { SimulationName } from "#live/core/traffic/simulations.ts";
import type { Command, OptionValues } from "../commander.ts";
import { collect, valueOption } from "../option.ts";

const simulations: readonly SimulationName[] = [
  "normal",
  "less-repetition",
  "more-repetition",
  "no-repetition",
  "hot-key",
];

/** Adds the flags for the records that are produced: their keys, values, number and order. */
export function withRecordFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .addOption(
      valueOption(
        "-s, --simulation <name>",
        "normal (default), less-repetition, more-repetition, no-repetition or hot-key",
        choice(simulations),
      ),
    )
    .option(
      "-p, --key-pattern <text>",
      "prefix of generated keys (default: user-); repeatable",
      collect,
    )
    .option(
      "-k, --keys <path>",
      "use real keys instead: key file, glob or folder; repeatable",
      collect,
    )
    .addOption(recordsOption())
    .addOption(valueBytesOption())
    .addOption(
      valueOption("--seed <n>", "random seed (default: 1)", count({ min: 0, max: 2 ** 32 - 1 })),
    )
    .option(
      "--ordered",
      "send records in the simulation's order, hot keys first, instead of shuffled",
    );
}

const recordsOption = () =>
  valueOption(
    "--records <n>",
    `number of records, ${RECORDS.least} to ${RECORDS.most} (default: ${RECORDS.otherwise}, or all of --keys)`,
    count({ min: RECORDS.least, max: RECORDS.most }),
  );

const valueBytesOption = () =>
  valueOption(
    "--value-bytes <n>",
    "size of each record's value (default: 100)",
    size({ min: MIN_VALUE_BYTES, max: 1_000_000 }),
  );

/** Adds the flags for the partitioners: the producer's, and one to compare with it. */
export function withPartitionerFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .addOption(
      valueOption(
        "--partitioner <name>",
        "librdkafka partitioner: murmur2_random (default), consistent_random, fnv1a_random, …",
        choiceFrom(producerPartitioners),
      ),
    )
    .option(
      "--custom <file>",
      "also compare a module that exports (key, partitions) => partition as default",
    );
}

/** Adds the flags for the topic that is created. */
export function withTopicFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .optionsGroup("Test topic:")
    .option(
      "-t, --topic <name>",
      "name of the topic, which must not exist yet (default: a unique name)",
    )
    .addOption(
      valueOption(
        "--partitions <n>",
        "partition count (default: the contract's, or 6)",
        count({ min: PARTITIONS.least, max: PARTITIONS.most }),
      ),
    )
    .addOption(
      valueOption(
        "--replication-factor <n>",
        "replication factor (default: the cluster's)",
        count({ min: 1, max: 100 }),
      ),
    )
    .addOption(deliveryTimeoutOption())
    .addOption(maxRateOption())
    .option("--keep-topic", "do not delete the topic at the end");
}

const maxRateOption = () =>
  valueOption(
    "--max-rate <size>",
    "bytes to read back per second, or `unlimited` (default: 50M)",
    maxRate,
  );

const deliveryTimeoutOption = () =>
  valueOption(
    "--delivery-timeout <seconds>",
    "give up on a record after this time (default: 120)",
    duration("s", { min: 1, max: 3_600 }),
  );
