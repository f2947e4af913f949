import { warning } from "@actions/core";

/**
 * Runs an action whose failure must not affect others.
 *
 * @param what the thing to write, for the annotation
 * @param annotate how a failure is reported: a warning, unless it changes the step's exit code
 * @returns whether it succeeded
 */
export async function attempt(
  what: string,
  action: () => Promise<unknown>,
  annotate: (message: string) => void = warning,
): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (cause) {
    annotate(`${what} could not be written: ${(cause as Error).message}`);
    return false;
  }
}
