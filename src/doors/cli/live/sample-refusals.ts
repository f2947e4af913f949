import { UserError } from "#core/errors/user-error.ts";
import type { SampleFlags } from "../commands/sample.ts";

// What the flags for a sample of a topic may not say.

/** Flags that say how to read files, or what is known of a topic anyway. */
export function refuseFileFlags(flags: SampleFlags): void {
  const { format, column, partitionColumn, timeColumn, bytesColumn, delimiter, pointer } = flags;
  const { countColumn, header, missingNull, sample, ofRecords, takenAt } = flags;
  const ofFiles = {
    "--format": format,
    "--column": column,
    "--count-column": countColumn,
    "--partition-column": partitionColumn,
    "--time-column": timeColumn,
    "--bytes-column": bytesColumn,
    "--delimiter": delimiter,
    "--no-header": header ? undefined : header,
    "--pointer": pointer,
    "--missing-null": missingNull,
    "--sample": sample,
    "--of-records": ofRecords,
    "--taken-at": takenAt,
  };
  const found = Object.entries(ofFiles).find(([, value]) => value !== undefined);
  if (found === undefined) return;
  throw new UserError({
    what: `${found[0]} is for key files; all of this is known of the records of a topic`,
    next: "Leave it out.",
  });
}

/** The keys themselves are written only where the user asks for them. */
export function refuseShownKeys(
  output: string,
  { showKeys, hashes, secretFile, window }: SampleFlags,
): void {
  if (showKeys !== "full") {
    throw new UserError({
      what: `${output} would contain the keys themselves, which can be personal data`,
      where: "--output",
      next: "Write a sample without them, such as keys.skew, or add --show-keys full.",
    });
  }
  const own = { "--hashes": hashes, "--secret-file": secretFile, "--window": window };
  const found = Object.entries(own).find(([, value]) => value !== undefined);
  if (found === undefined) return;
  throw new UserError({
    what: `${found[0]} is for samples without keys, not for a CSV file of keys`,
    next: "Leave it out, or write a .skew file.",
  });
}

export function noTopic(): UserError {
  return new UserError({
    what: "it is not clear which topic to read",
    next: "Name it with --topic.",
  });
}

export function noOutput(): UserError {
  return new UserError({
    what: "sample needs --output",
    next: "Name the file to write: --output orders.skew",
  });
}

export function wrongEnding(output: string): UserError {
  return new UserError({
    what: `the name of the file must end in .skew or .csv: ${output}`,
    where: "--output",
    next: "Use .skew for a sample without keys, or .csv for keys and their numbers of records.",
  });
}

export function twoBeginnings(): UserError {
  return new UserError({
    what: "--since and --from both say where to begin",
    next: "Use --since for a length of time until now, or --from for a point in time.",
  });
}

export function allAndSome(): UserError {
  return new UserError({
    what: "--all and --records cannot be used together",
    next: "Leave one of them out.",
  });
}
