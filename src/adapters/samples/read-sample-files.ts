import { createHash } from "node:crypto";
import type { TopicContract } from "#core/contract/contract.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { KeyType } from "#core/keys/key-type.ts";
import { partitioners } from "#core/partitioners/index.ts";
import { SampledKeys } from "#core/samples/digested-keys.ts";
import {
  damagedSample,
  entryBytes,
  hashOffsets,
  knownHashes,
  parseSampleHeader,
  type SampleHeader,
  sampleHashOf,
  signedHeader,
} from "#core/samples/sample-format.ts";
import { type TallySpec, tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";
import { openBytes } from "../byte-source.ts";
import type { KeyFile } from "../find-key-files.ts";
import type { TalliedKeys } from "../key-counting.ts";
import type { ReadOptions } from "../read-keys.ts";

const BITS_PER_BYTE = 7;

/**
 * Puts samples together and tallies them.
 *
 * @throws UserError for what is none, is damaged, or cannot be put together or placed as asked
 */
export async function readSamples(
  files: readonly KeyFile[],
  contract: TopicContract,
  { onRead = () => {} }: ReadOptions,
): Promise<TalliedKeys> {
  const spec = tallySpec(contract);
  let first: SampleHeader | undefined;
  let keys: SampledKeys | undefined;
  for (const file of files) {
    try {
      const bytes = await wholeFile(file, onRead);
      const { header, end } = parseSampleHeader(bytes);
      refuseMisfit(header, first ?? header, contract.keyType);
      refuseMissingHashes(header, spec);
      first ??= header;
      keys ??= new SampledKeys(header.hashes, header.secret);
      addEntries(keys, header, bytes.subarray(end));
    } catch (error) {
      throw error instanceof UserError ? error.at({ file: file.label }) : error;
    }
  }
  keys ??= new SampledKeys([], "none");
  return { keys, tally: tallyKeys(keys, spec), release: async () => {} };
}

async function wholeFile(file: KeyFile, onRead: (bytes: number) => void): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  // A chunk may be reused for the next one.
  for await (const chunk of openBytes(file, onRead)) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}

function addEntries(keys: SampledKeys, header: SampleHeader, body: Uint8Array): void {
  const hash = createHash("sha256").update(signedHeader(header)).update(body).digest("hex");
  if (hash !== header.sha256) throw damagedSample();
  const entry = entryBytes(header.hashes);
  let at = 0;
  for (let i = 0; i < header.keys; i++) {
    const count = readCount(body, at + entry);
    keys.add(body, at, count.value);
    at = count.end;
  }
  if (at !== body.length) throw damagedSample();
  keys.addWithout(header.null_records, header.empty_records);
}

function readCount(body: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  for (let at = start, factor = 1; at < body.length; at++, factor *= 2 ** BITS_PER_BYTE) {
    const byte = body[at] as number;
    value += (byte & 0x7f) * factor;
    if (value > Number.MAX_SAFE_INTEGER) break;
    if (byte < 0x80 && value > 0) return { value, end: at + 1 };
  }
  throw damagedSample();
}

function refuseMisfit(header: SampleHeader, first: SampleHeader, keyType: KeyType): void {
  if (header.key_type !== keyType) {
    throw new UserError({
      what: `the sample was made with key_type ${header.key_type}, but the contract says ${keyType}`,
      next: "Make it anew with the contract's key_type, or correct the contract.",
    });
  }
  const isAlike = header.secret === first.secret && header.hashes.join() === first.hashes.join();
  if (!isAlike) {
    throw new UserError({
      what: "the samples of this topic were made with different secrets or hashes",
      next: "Make all of them by one command, such as `skew-contract sample --secret-file FILE --hashes murmur2`, so that equal keys are told.",
    });
  }
}

function refuseMissingHashes(
  { hashes }: SampleHeader,
  { partitioner: own, others }: TallySpec,
): void {
  const known = hashOffsets(hashes);
  const wanted = [own, ...others.map(({ partitioner }) => partitioner)];
  const missing = wanted.find((name) => !known.has(partitioners[name].hash));
  if (missing === undefined) return;
  const there = knownHashes(hashes);
  throw new UserError({
    what: `the sample holds no hashes for the partitioner ${missing}, only ${there.join(", ")}`,
    next: `Make it again with \`skew-contract sample --hashes ${[...there, sampleHashOf(missing)].join(",")}\`.`,
  });
}
