import { count } from "#core/values/count.ts";
import { moment } from "#core/values/moment.ts";
import type { OptionsOf } from "../command.ts";
import { Command, type OptionValues } from "../commander.ts";
import { CONNECTION_GROUP, withConnectionFlags } from "../connection-flags.ts";
import {
  keyFrameOption,
  keyTypeOption,
  NULL_TOKEN_HELP,
  sampleOption,
  windowOption,
} from "../contract-flags.ts";
import { withKeyFormatFlags } from "../key-format-flags.ts";
import { manual } from "../manual.ts";
import { collect, valueOption } from "../option.ts";
import { withResourceFlags } from "../resource-flags.ts";
import { showKeysOption } from "../shared-options.ts";

const ofRecordsOption = () =>
  valueOption("--of-records <n>", "number of records that a random sample was taken from", count());

const takenAtOption = () =>
  valueOption("--taken-at <time>", "time of the newest record, if files do not have it", moment);

const about = {
  examples: [
    "skew-contract sample build/keys.txt --output keys.skew",
    "skew-contract sample keys.csv -o keys.skew --secret-file ~/.skew-secret --hashes murmur2",
    "skew-contract sample --bootstrap localhost:9092 --topic orders --since 24h -o orders.skew",
    `skew-contract sample --bootstrap localhost:9092 --topic orders --records 20K \\
      --events events.jsonl --fields userId,tenant.id --pseudonymize --secret-file ~/.skew-secret`,
    "skew-contract check --keys keys.skew           judge it like any key file",
  ],
  notes: `The secret can also be set in SKEW_CONTRACT_SAMPLE_SECRET. The documentation explains what a
sample protects and what it does not. Topics are only read: nothing changes on the cluster.`,
  exitCodes: "0 the file was written, 2 it was not.",
  page: "samples.md",
};

export const defineSample = () => {
  const command = new Command("sample")
    .helpGroup("Prepare:")
    .summary("Writes a sample file: counts and hashes of keys, without their text.")
    .description(
      "Writes a sample file from key files or from a topic: counts and hashes of keys, without their text.",
    )
    .argument("[path...]", "key files, globs or folders")
    .option("-o, --output <path>", "file to write, such as keys.skew")
    .option("--secret-file <path>", "use the content of this file as the secret for the digests")
    .option("--hashes <names>", "hashes to include, such as murmur2,crc32 (default: all)")
    .addOption(keyTypeOption("serializer of the key"))
    .addOption(keyFrameOption())
    .option("--null-token <text>", NULL_TOKEN_HELP, collect)
    .addOption(sampleOption())
    .addOption(ofRecordsOption())
    .addOption(takenAtOption())
    .addOption(
      windowOption("add records in windows of this length, such as 1m, for max_window_share"),
    )
    .optionsGroup("Key files:");
  const withFiles = withResourceFlags(withKeyFormatFlags(command));
  return withConnectionFlags(withTopicFlags(withFiles).optionsGroup(CONNECTION_GROUP)).addHelpText(
    "after",
    () => manual(about),
  );
};

/*
 * What only a topic's sample needs is read later, with the code that reads topics.
 */

/** Adds the flags for the records of a topic. */
function withTopicFlags<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .optionsGroup("A topic instead of files:")
    .option("--topic <name>", "topic to read")
    .option("-c, --contract <file>", "take key_type, key_frame, window and the output from it")
    .option("--since <time>", "only records of the last 24h, 7d, …")
    .option("--from <time>", "only records from this time on, or `earliest` (default)")
    .option("--records <n>", "records to keep, chosen at random (default: 1M)")
    .option("--all", "keep all records")
    .option("--events <path>", "write the records' values, which are JSON, to this file, too")
    .option("--fields <names>", "fields of the events to write, such as userId,tenant.id")
    .option(
      "--pseudonymize [numbers]",
      "replace text in events, and on request numbers, one-to-one",
    )
    .addOption(showKeysOption("hash; full is for an output of keys and counts, keys.csv"))
    .option("--max-rate <size>", "bytes to read per second, or `unlimited` (default: 50M)")
    .option("--seed <n>", "random seed of the choice (default: 1)")
    .option("--dry-run", "print what would be read, and read no records")
    .option("-q, --quiet", "print only errors");
}

export type SampleFlags = OptionsOf<typeof defineSample>;
