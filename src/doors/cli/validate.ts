import { findContractFile, readContractFile } from "#adapters/contract-file.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { type Contract, parseContract } from "#core/contract/parse.ts";
import { tightLimits } from "#core/contract/tight-limits.ts";
import { UserError } from "#core/errors/user-error.ts";
import { joinsOf } from "#core/joins/joins.ts";
import { plural } from "#core/text/format.ts";
import { createInk } from "#core/text/ink.ts";
import { clip, escapeUnsafe } from "#core/text/printable.ts";
import type { ValidateFlags } from "./commands/validate.ts";
import { type Io, useColor } from "./io.ts";
import { showWarning } from "./show-error.ts";

/** Limits that chance can break, and topics that cannot be joined, each at its place and once. */
function warnings({ topics, regionOf }: Contract, file: string): readonly UserError[] {
  const all = topics.flatMap((topic) =>
    [...tightLimits(topic), ...brokenJoins(topic)].map(({ field, what, next }) => {
      const { line, column } = regionOf(topic.topic, field);
      return new UserError({ what, next, where: { file, line, column } });
    }),
  );
  return [...new Map(all.map((one) => [one.message, one])).values()];
}

/** Whatever the keys are. */
function brokenJoins(contract: TopicContract) {
  const { differences = 0, message = "", remedy = "", field = "" } = joinsOf(contract, 0) ?? {};
  const what = `${clip(contract.topic, 60)} is ${message}`;
  return differences === 0 ? [] : [{ field, what, next: remedy }];
}

/** Checks only the contract file. Throws if it is not valid. */
export function validate(flags: ValidateFlags, io: Io): 0 {
  const file = findContractFile(flags.contract);
  const contract = parseContract(readContractFile(file), file);
  const { topics } = contract;
  const ink = createInk(useColor(io.stdout, io.env));
  const name = escapeUnsafe(file);
  io.stdout.write(`${ink.green("✓")} ${name} is valid: ${plural(topics.length, "topic")}\n`);
  for (const warning of warnings(contract, file)) showWarning(warning, io);
  return 0;
}
