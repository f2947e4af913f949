import { memoryBytesOf } from "#adapters/engine/limits.ts";
import { findKeyFiles, type KeyFile } from "#adapters/find-key-files.ts";
import { countKeys } from "#adapters/read-keys.ts";
import { readTextFile } from "#adapters/read-text-file.ts";
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

const SECRET_VARIABLE = "SKEW_CONTRACT_SAMPLE_SECRET";
const MIN_SECRET_CHARACTERS = 16;
/** Share of all memory for the records of keys in windows, whose table takes twice as much while it grows. */
const WINDOWS_SHARE = 0.25;

/** Writes a sample file from key files. */
export async function sample(paths: readonly string[], flags: SampleFlags, io: Io): Promise<0> {
  const output = outputOf(flags);
  const secret = findSecret(flags.secretFile, io);
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

/** Reads a file or the environment, never the command line, which other users can see. */
function findSecret(file: string | undefined, { env }: Io): string | undefined {
  const next = "Create one with `openssl rand -hex 32`, and keep it out of the repository.";
  const secret =
    file === undefined ? env[SECRET_VARIABLE] : readTextFile(file, "the secret", next).trim();
  if (secret !== undefined && secret.length < MIN_SECRET_CHARACTERS) {
    const what = `the secret has fewer than ${MIN_SECRET_CHARACTERS} characters`;
    throw new UserError({ what, where: file === undefined ? SECRET_VARIABLE : { file }, next });
  }
  return secret;
}
