/** A record batch that cannot be read; the message completes "… at offset n: ". */
export class BatchError extends Error {
  override readonly name = "BatchError";
}

/** For records that are cut short, or fewer, more or other ones than their batch says. */
export function wrongRecords(): BatchError {
  return new BatchError("its records are not what its header says");
}
