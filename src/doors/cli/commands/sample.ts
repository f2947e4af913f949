import { count } from "#core/values/count.ts";
import { moment } from "#core/values/moment.ts";
import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
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

const ofRecordsOption = () =>
  valueOption("--of-records <n>", "number of records that a random sample was taken from", count());

const takenAtOption = () =>
  valueOption("--taken-at <time>", "time of the newest record, if files do not have it", moment);

export const defineSample = () => {
  const command = new Command("sample")
    .helpGroup("Prepare:")
    .description("Writes a sample file: counts and hashes of keys, without their text.")
    .argument("<path...>", "key files, globs or folders")
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
  return withResourceFlags(withKeyFormatFlags(command)).addHelpText("after", () =>
    manual({
      examples: [
        "skew-contract sample build/keys.txt --output keys.skew",
        "skew-contract sample keys.csv -o keys.skew --secret-file ~/.skew-secret --hashes murmur2",
        "skew-contract check --keys keys.skew           judge it like any key file",
      ],
      notes: `The secret can also be set in SKEW_CONTRACT_SAMPLE_SECRET. The documentation explains what a
sample protects and what it does not.`,
      page: "samples.md",
    }),
  );
};

export type SampleFlags = OptionsOf<typeof defineSample>;
