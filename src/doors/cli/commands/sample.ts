import type { OptionsOf } from "../command.ts";
import { Command } from "../commander.ts";
import { keyTypeOption, NULL_TOKEN_HELP } from "../contract-flags.ts";
import { withKeyFormatFlags } from "../key-format-flags.ts";
import { manual } from "../manual.ts";
import { collect } from "../option.ts";
import { withResourceFlags } from "../resource-flags.ts";

export const defineSample = () => {
  const command = new Command("sample")
    .helpGroup("Prepare:")
    .description("Writes a sample file: key counts and hashes without the keys' text.")
    .argument("<path...>", "key files, globs or folders")
    .option("-o, --output <path>", "where to write it, such as keys.skew")
    .option("--secret-file <path>", "key the digests by this file's text")
    .option("--hashes <names>", "whose partitioners it is for (default: murmur2,crc32,fnv1a)")
    .addOption(keyTypeOption("the key's serializer"))
    .option("--null-token <text>", NULL_TOKEN_HELP, collect)
    .optionsGroup("How the files are read:");
  return withResourceFlags(withKeyFormatFlags(command)).addHelpText("after", () =>
    manual({
      examples: [
        "skew-contract sample build/keys.txt --output keys.skew",
        "skew-contract sample keys.csv -o keys.skew --secret-file ~/.skew-secret --hashes murmur2",
        "skew-contract check --keys keys.skew           as any other key file",
      ],
      notes: `The secret may also stand in SKEW_CONTRACT_SAMPLE_SECRET. The documentation says what a
sample protects and what it does not.`,
      page: "samples.md",
    }),
  );
};

export type SampleOptions = OptionsOf<typeof defineSample>;
