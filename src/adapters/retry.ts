/** How long to wait before the next attempt; undefined to give up. */
export type WaitAfter = (error: unknown, attempt: number) => number | undefined;

/** Calls `ask` until it succeeds, at most `attempts` times. */
export async function retry<Answer>(
  ask: () => Answer | Promise<Answer>,
  attempts: number,
  waitAfter: WaitAfter,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const waitMs = waitAfter(error, attempt);
      if (waitMs === undefined || attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
