import { memoryBytesOf } from "#adapters/engine/limits.ts";
import { findKeyFiles, type KeyFile } from "#adapters/find-key-files.ts";
import { countKeys } from "#adapters/read-keys.ts";
import { sampleFile } from "#adapters/samples/encode-sample.ts";
import { isSample } from "#adapters/samples/sample-name.ts";
import { writeFiles } from "#adapters/write-files.ts";
import { windowOf } from "#core/contract/window.ts";
import { UserError } from "#core/errors/user-error.ts";
import { noTimesForWindows } from "#core/errors/window-messages.ts";
import { recordsOf } from "#core/keys/key-counts.ts";
import { sampleFacts } from "#core/samples/sample-facts.ts";
import { chooseHashes, parseHashes } from "#core/samples/sample-hashes.ts";
import { KeyDetails } from "#core/tally/key-details.ts";
import type { WindowOptions } from "#core/tally/key-windows.ts";
import { refuseInputs } from "#run/refuse-paths.ts";
import type { SampleFlags } from "./commands/sample.ts";
import type { Io } from "./io.ts";
import { keyDecodingFromFlags } from "./key-decoding-flags.ts";
import { keyFormatFromFlags } from "./key-format-flags.ts";
import { Progress } from "./progress.ts";
import { resourcesFromFlags } from "./resource-flags.ts";
import { sampleSecret } from "./sample-secret.ts";

/** Share of all memory for the records of keys in windows, whose table takes twice as much while it grows. */
const WINDOWS_SHARE = 0.25;

/** Writes a sample file from key files or from a topic. */
export async function sample(paths: readonly string[], flags: SampleFlags, io: Io): Promise<0> {
  if (isOfTopic(flags)) {
    if (paths.length > 0) throw filesAndTopic();
    return (await import("./live/index.ts")).sampleTopicFromFlags(flags, io);
  }
  if (paths.length === 0) throw nothingToSample();
  return sampleFiles(paths, flags, io);
}

async function sampleFiles(paths: readonly string[], flags: SampleFlags, io: Io): Promise<0> {
  const output = outputOf(flags);
  const secret = sampleSecret(flags.secretFile, io);
  const format = keyFormatFromFlags(flags);
  const files = await findKeyFiles(
    paths.map((path) => ({ ...format, path })),
    ".",
  );
  const inputs = files.map(({ path }) => path);
  refuseInputs([output], flags.secretFile === undefined ? inputs : [...inputs, flags.secretFile]);
  const decoding = keyDecodingFromFlags(flags);
  const wanted = parseHashes(flags.hashes, decoding.keyType);
  if (files.some(isSample)) throw alreadySample();
  const { details, ...counted } = await countForSample(files, flags, io);
  const { keys, release } = counted;
  try {
    const facts = sampleFacts(saidFacts(flags), details, recordsOf(keys), counted.hasCounts);
    const { keyType, keyFrame } = decoding;
    const hashes = chooseHashes(keys, keyType, wanted);
    const content = sampleFile(keys, { keyType, keyFrame, hashes, secret, details, facts });
    writeFiles([{ path: output, content }]);
  } finally {
    await release();
  }
  return 0;
}

/** The keys, and what else is known about the records of each. */
async function countForSample(files: readonly KeyFile[], flags: SampleFlags, io: Io) {
  const progress = new Progress(io, false);
  const onRead = (bytes: number) => progress.read(bytes, "keys");
  const options = { resources: resourcesFromFlags(flags), onRead };
  const windows = windowsFromFlags(flags);
  let details = new KeyDetails(windows);
  const openDetails = () => {
    details = new KeyDetails(windows);
    return details;
  };
  const counted = await countKeys(files, keyDecodingFromFlags(flags), options, openDetails);
  progress.clear();
  if (details.windows?.size === 0) {
    await counted.release();
    throw noTimesForWindows();
  }
  return { ...counted, details };
}

function windowsFromFlags(flags: SampleFlags): WindowOptions | undefined {
  const { window } = flags;
  const ofContract = window && windowOf({ window });
  if (ofContract === undefined) return undefined;
  const maxBytes = memoryBytesOf(resourcesFromFlags(flags)) * WINDOWS_SHARE;
  return { lengthMs: ofContract.length, maxBytes };
}

/** Whether a flag is set that only a topic needs. */
function isOfTopic(flags: SampleFlags): boolean {
  const { topic, bootstrap, config, cluster, contract, since, from, records, all } = flags;
  const { showKeys, maxRate, seed, dryRun, events, fields, pseudonymize } = flags;
  const own = [topic, bootstrap, config, cluster, contract, since, from, records, all];
  const more = [showKeys, maxRate, seed, dryRun, events, fields, pseudonymize];
  return [...own, ...more].some((flag) => flag !== undefined);
}

function filesAndTopic(): UserError {
  return new UserError({
    what: "a sample is of key files or of a topic, not of both",
    next: "Leave the files out, or the flags for a topic. Check combines several samples.",
  });
}

function nothingToSample(): UserError {
  return new UserError({
    what: "sample needs key files or a topic",
    next: "skew-contract sample keys.txt -o keys.skew, or skew-contract sample --bootstrap HOST:9092 --topic orders -o orders.skew",
  });
}

function outputOf({ output }: SampleFlags): string {
  if (output === undefined) {
    throw new UserError({
      what: "sample needs --output",
      next: "Name the file to write: skew-contract sample keys.txt --output keys.skew",
    });
  }
  if (!output.endsWith(".skew")) {
    throw new UserError({
      what: `the name of a sample file must end in .skew: ${output}`,
      where: "--output",
      next: "check recognizes samples by their extension: --output keys.skew",
    });
  }
  return output;
}

function saidFacts({ sample: sampling, ofRecords, takenAt }: SampleFlags) {
  return { sampling, ofRecords, takenAtMs: takenAt };
}

function alreadySample(): UserError {
  return new UserError({
    what: "these files are already samples",
    next: "To combine several samples, pass them to check: --keys a.skew --keys b.skew.",
  });
}
