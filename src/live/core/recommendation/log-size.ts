import { Z95 } from "./quantile.ts";

/** The size of a topic's whole log, in bytes as in the sample: of records, decompressed. */
export interface LogSize {
  readonly bytes: number;
  /** How many times as many bytes what is missing in the sample has: large records have less overhead. */
  readonly missingFactor: number;
  /** Records in it that are older than the window. */
  readonly olderRecords: number;
}

/** How the log's size compares with what the sample says. */
export interface LogCheck {
  /** If it differs by more than chance and the log's other contents explain. */
  readonly contradiction: "larger" | "smaller" | undefined;
  /** Bytes in the window: those of the log relative to those of the sample, if they contradict. */
  readonly scale: number;
  /** Bounds of the bytes in the window. */
  readonly least: number;
  readonly most: number;
  /** How much larger it is, at most. */
  readonly missing: number;
}

interface BySample {
  /** Bytes in the window. */
  readonly bytes: number;
  /** Half the width of their 95 % confidence interval, as a share. */
  readonly relative: number;
  /** Size of a record. */
  readonly mean: number;
}

/** How exactly the log's size is converted: batches have headers and are compressed differently. */
const LOG_ERROR = 0.03;
/** How much the mean size of older records may differ. */
const OLDER_ERROR = 0.3;
const SURE = 3;
/** With a larger share of older records, what is missing may be there. */
const FEW_OLDER = 0.1;

export function compareWithLog(log: LogSize | undefined, by: BySample): LogCheck | undefined {
  if (log === undefined) return undefined;
  const older = log.olderRecords * by.mean;
  const excess = Math.max(0, log.bytes - older) - by.bytes;
  const difference = excess > 0 ? excess * log.missingFactor : excess;
  const inWindow = by.bytes + difference;
  const error = LOG_ERROR * log.bytes + OLDER_ERROR * older;
  const chance = (SURE * by.relative * by.bytes) / Z95;
  const isSure = Math.abs(difference) > Math.max(error, chance);
  const contradiction = difference > 0 ? "larger" : "smaller";
  return {
    contradiction: isSure ? contradiction : undefined,
    scale: isSure && older <= FEW_OLDER * log.bytes ? inWindow / by.bytes : 1,
    least: Math.max(0, inWindow - error),
    most: inWindow + error,
    missing: difference + error,
  };
}
