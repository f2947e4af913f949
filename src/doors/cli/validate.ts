import { findContractFile, readContractFile } from "#adapters/contract-file.ts";
import { parseContract } from "#core/contract/parse.ts";
import { plural } from "#core/text/format.ts";
import { createInk } from "#core/text/ink.ts";
import { escapeUnsafe } from "#core/text/printable.ts";
import type { ValidateFlags } from "./commands/validate.ts";
import { type Io, useColor } from "./io.ts";

/** Checks only the contract file. Throws if it is not valid. */
export function validate({ contract }: ValidateFlags, io: Io): 0 {
  const file = findContractFile(contract);
  const { topics } = parseContract(readContractFile(file), file);
  const ink = createInk(useColor(io.stdout, io.env));
  const name = escapeUnsafe(file);
  io.stdout.write(`${ink.green("✓")} ${name} is valid: ${plural(topics.length, "topic")}\n`);
  return 0;
}
