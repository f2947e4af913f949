import { phrase, setting } from "../errors/phrase.ts";
import { UserError } from "../errors/user-error.ts";
import type { KeyDetails } from "../tally/key-details.ts";
import type { Sampling } from "../tally/sample-details.ts";
import { isoText } from "../text/iso-text.ts";
import type { SampleFacts } from "./sample-format.ts";

/** What a user says of the records of a sample. */
export interface SaidFacts {
  readonly sampling?: Sampling | undefined;
  /** How many records a random part was taken of. */
  readonly ofRecords?: number | undefined;
  /** When the newest record was written, in ms since the epoch. */
  readonly takenAtMs?: number | undefined;
}

/**
 * What a sample file says of its records as a whole.
 *
 * @param hasCounts whether the files had counts, of which nothing is assumed
 * @throws UserError for what contradicts the records, or itself
 */
export function sampleFacts(
  { sampling, ofRecords, takenAtMs }: SaidFacts,
  { time }: Pick<KeyDetails, "time">,
  records: number,
  hasCounts: boolean,
): SampleFacts {
  const sample = sampling ?? (hasCounts ? undefined : "random");
  refuseContradiction(sample, ofRecords, records);
  if (time !== undefined && takenAtMs !== undefined) throw timesKnown();
  const newestMs = time?.lastMs ?? takenAtMs;
  return {
    ...(sample === undefined ? {} : { sample }),
    ...(ofRecords === undefined ? {} : { of_records: ofRecords }),
    ...(time?.firstMs === undefined ? {} : { first_record: isoText(time.firstMs) }),
    ...(newestMs === undefined ? {} : { newest_record: isoText(newestMs) }),
  };
}

function refuseContradiction(
  sample: Sampling | undefined,
  ofRecords: number | undefined,
  records: number,
): void {
  if (ofRecords === undefined) return;
  if (sample === "random" && ofRecords >= records) return;
  throw new UserError({
    what:
      sample === "random"
        ? `a part of ${ofRecords} records cannot have ${records} of them`
        : "only a random part of the records is taken of a larger number of them",
    where: setting("ofRecords"),
    next: phrase`Say ${setting("sample", "random")} and how many records there were, or leave both out.`,
  });
}

function timesKnown(): UserError {
  return new UserError({
    what: "the records' own times say when the newest of them was written",
    where: setting("takenAt"),
    next: phrase`Leave ${setting("takenAt")} out; it is for keys without times.`,
  });
}
