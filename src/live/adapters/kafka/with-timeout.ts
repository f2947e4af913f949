/** Thrown where an answer did not come in time. */
class TookTooLong extends Error {
  override readonly name = "TookTooLong";
}

/**
 * The result, or a TookTooLong after `limitMs`; what comes later is dropped.
 */
export async function withTimeout<Result>(work: Promise<Result>, limitMs: number): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`no answer in ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
