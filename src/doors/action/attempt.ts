import { warning } from "@actions/core";

/** Does what is to fail by itself: the warning says why, the answer whether it was done. */
export async function attempt(what: string, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    warning(`${what} could not be written: ${(error as Error).message}`);
    return false;
  }
}
