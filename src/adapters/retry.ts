/** How long to wait before the next trial; undefined where it is no use to try again. */
export type WaitAfter = (error: unknown, trial: number) => number | undefined;

/** Asks again and again, up to `tries` times, as long as it makes sense. */
export async function retry<Answer>(
  ask: () => Answer | Promise<Answer>,
  tries: number,
  waitAfter: WaitAfter,
): Promise<Answer> {
  for (let trial = 1; ; trial++) {
    try {
      return await ask();
    } catch (error) {
      const waitMs = waitAfter(error, trial);
      if (waitMs === undefined || trial === tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
