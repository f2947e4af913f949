import { phrase, setting } from "../errors/phrase.ts";
import { UserError } from "../errors/user-error.ts";
import type { KeyDetails } from "../tally/key-details.ts";
import type { Sampling } from "../tally/sample-details.ts";
import { plural, whole } from "../text/format.ts";
import { isoText } from "../text/iso-text.ts";
import type { HeaderFacts } from "./sample-format.ts";

/** What a user says about the records of a sample. */
export interface GivenFacts {
  readonly sampling?: Sampling | undefined;
  /** From how many records a random part was taken. */
  readonly ofRecords?: number | undefined;
  /** When the newest record was written, in ms since the epoch. */
  readonly takenAtMs?: number | undefined;
}

/**
 * What a sample file says about its records as a whole.
 *
 * @param hasCounts whether the files had counts: then nothing is assumed about the sampling
 * @throws UserError if the user's facts contradict the records or each other
 */
export function sampleFacts(
  { sampling, ofRecords, takenAtMs }: GivenFacts,
  { time }: Pick<KeyDetails, "time">,
  records: number,
  hasCounts: boolean,
): HeaderFacts {
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
        ? `${plural(records, "record")} cannot be a random part of ${whole(ofRecords)}`
        : "a total number of records is only for a random part of them",
    where: setting("ofRecords"),
    next: phrase`Use ${setting("sample", "random")} with the number of records that it was taken from, or leave both out.`,
  });
}

function timesKnown(): UserError {
  return new UserError({
    what: "the records have times, which say when the newest one was written",
    where: setting("takenAt"),
    next: phrase`Leave ${setting("takenAt")} out; it is for keys without times.`,
  });
}
