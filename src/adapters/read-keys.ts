import type { TopicContract } from "#core/contract/contract.ts";
import { mixedWithSample } from "#core/errors/sample-messages.ts";
import type { DetailSink } from "#core/keys/details/record-details.ts";
import type { KeyDecoding } from "#core/keys/key-sink.ts";
import { tallySpec, textPartitionerOf } from "#core/tally/spec.ts";
import { formatOfFile, refuseMixedFolder } from "./containers/file-format.ts";
import { countFile } from "./count-file.ts";
import type { KeyFile } from "./find-key-files.ts";
import { KeyCounting, type ReadOptions, type TalliedKeys } from "./key-counting.ts";
import {
  type Beside,
  besideKeys,
  besideTally,
  type ChosenFile,
  type KeysOfFiles,
  resourcesFor,
} from "./recorded-details.ts";
import { isSample } from "./samples/sample-name.ts";
import { inWays, isRegular, type Way } from "./ways.ts";

/**
 * Counts the keys of all files together and tallies them, placed as the contract says.
 *
 * @throws UserError at file:line for the first error
 */
export async function readKeys(
  files: readonly KeyFile[],
  contract: TopicContract,
  options: ReadOptions,
): Promise<TalliedKeys> {
  if (files.some(isSample)) {
    const other = files.find((file) => !isSample(file));
    if (other !== undefined) throw mixedWithSample().at(other.label);
    return (await import("./samples/read-sample-files.ts")).readSampleFiles(
      files,
      contract,
      options,
    );
  }
  const half = { ...options, resources: resourcesFor(files, contract, options.resources) };
  const textFor = textPartitionerOf(tallySpec(contract));
  // A pipe cannot be read again, so each of its keys is examined.
  const decoding = files.every(isRegular) ? contract : { ...contract, textFor };
  const tallied = await count(files, decoding, half, (chosen) =>
    besideTally(chosen, contract, half.resources),
  );
  if (tallied.tally.nonText !== undefined) {
    await tallied.release();
    await refuseNonText(files, { ...contract, textFor }, options);
  }
  return tallied;
}

/** Reads the files once more, to tell where the first key is that is not text. */
async function refuseNonText(
  files: readonly KeyFile[],
  decoding: KeyDecoding,
  { onRead }: ReadOptions,
): Promise<void> {
  const { release } = await countKeys(files, decoding, { onRead });
  await release();
}

/**
 * Counts the keys of all files together. Not for samples, which do not contain keys.
 *
 * @param openDetails creates what receives the details of records; called again for a second try
 * @throws UserError at file:line for the first thing that is wrong
 */
export function countKeys(
  files: readonly KeyFile[],
  decoding: KeyDecoding,
  options: ReadOptions,
  openDetails?: () => DetailSink,
): Promise<KeysOfFiles> {
  return count(files, decoding, options, async () => besideKeys(openDetails?.()));
}

function count<Result>(
  files: readonly KeyFile[],
  decoding: KeyDecoding,
  options: ReadOptions,
  begin: (files: readonly ChosenFile[]) => Promise<Beside<Result>>,
): Promise<Result> {
  return inWays(files, options.resources, ({ resources, rows }) =>
    countOnce(files, decoding, { ...options, resources, rows }, begin),
  );
}

async function countOnce<Result>(
  files: readonly KeyFile[],
  decoding: KeyDecoding,
  { resources, rows, onRead = () => {} }: ReadOptions & Way,
  begin: (files: readonly ChosenFile[]) => Promise<Beside<Result>>,
): Promise<Result> {
  const chosen = files.map((file) => [file, formatOfFile(file)] as const);
  if (files.length > 1) await refuseMixedFolder(chosen);
  const beside = await begin(chosen);
  const counting = new KeyCounting(resources, beside.details, beside.inOrder);
  const onChunk = async () => {
    await counting.growIfNeeded();
    await beside.growIfNeeded();
  };
  try {
    const same = { decoding, counting, onRead, onChunk, rows };
    for (const [file, how] of chosen) await countFile(file, how, same);
    return await beside.finish(counting);
  } catch (error) {
    await counting.release();
    await beside.release();
    throw error;
  }
}
