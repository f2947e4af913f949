import { randomUUID } from "node:crypto";
import type { UserError } from "#core/errors/user-error.ts";

/** The step's log as a stream for the command line. */
export const log = {
  isTTY: false,
  columns: undefined,
  write: (text: string) => void process.stdout.write(text),
};

/**
 * Does something whose output goes to the log, where the runner must not interpret it as commands.
 *
 * @param interrupted the error for a signal
 */
export async function withLog<Result>(
  work: () => Promise<Result>,
  interrupted: (cause: Error) => UserError,
): Promise<Result> {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  try {
    return await work();
  } catch (error) {
    throw isInterruption(error) ? interrupted(error) : error;
  } finally {
    process.stdout.write(`\n::${token}::\n`);
  }
}

/** Compares the name, because the class is in another bundle. */
function isInterruption(error: unknown): error is Error {
  return error instanceof Error && error.name === "Interrupted";
}

/** Splits `--config client.properties` into flag and value; the value may contain spaces. */
export function wordsOf(line: string): string[] {
  const [, flag = line, value] = /^(\S+)\s+(.+)$/.exec(line) ?? [];
  return value === undefined ? [flag] : [flag, value];
}
