/** For one broker of several, so that one that hangs does not use up the time of the whole request. */
export const BROKER_TIMEOUT_MS = 7_000;

/** Thrown when there is no result in time. */
class TookTooLong extends Error {
  override readonly name = "TookTooLong";
}

/**
 * Resolves with the result, or rejects with TookTooLong after `timeoutMs`; a later result is ignored.
 */
export async function withTimeout<Result>(
  work: Promise<Result>,
  timeoutMs: number,
): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`no answer in ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
