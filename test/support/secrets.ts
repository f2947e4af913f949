import { inspect } from "node:util";
import { expect } from "vitest";
import { UserError, UserErrors } from "#core/errors/user-error.ts";

/** Everything that printing, logging or reporting a value could show of it. */
function shown(value: unknown): string {
  const texts = [
    inspect(value, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null }),
    JSON.stringify(value) ?? "",
    String(value),
  ];
  if (value instanceof Error) {
    texts.push(value.stack ?? "", value.message, shown(value.cause));
    const isOurs = value instanceof UserError || value instanceof UserErrors;
    if (isOurs) texts.push(...errorsOf(value).map((error) => JSON.stringify(error.parts)));
  }
  return texts.join("\n");
}

/** Fails if any of them stands in what could be shown of the value. */
export function expectHidden(value: unknown, secrets: readonly string[]): void {
  const text = shown(value);
  for (const secret of secrets) expect(text).not.toContain(secret);
}

function errorsOf(error: unknown): readonly UserError[] {
  if (error instanceof UserErrors) return error.errors;
  if (error instanceof UserError) return [error];
  throw error;
}

/** The errors that it throws. */
export function thrownBy(run: () => unknown): readonly UserError[] {
  let value: unknown;
  try {
    value = run();
  } catch (error) {
    return errorsOf(error);
  }
  throw new Error(`nothing was thrown: ${inspect(value)}`);
}

export async function rejectedBy(running: Promise<unknown>): Promise<readonly UserError[]> {
  const value = await running.catch(errorsOf);
  if (Array.isArray(value)) return value as readonly UserError[];
  throw new Error(`nothing was thrown: ${inspect(value)}`);
}
