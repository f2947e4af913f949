import type { TopicContract } from "#core/contract/contract.ts";
import { tightLimits } from "#core/contract/tight-limits.ts";
import { UserError } from "#core/errors/user-error.ts";
import { joinsOf } from "#core/joins/joins.ts";
import { plural } from "#core/text/format.ts";
import { createInk } from "#core/text/ink.ts";
import { clip, escapeUnsafe } from "#core/text/printable.ts";
import { type ReadContract, readContracts } from "#run/read-contracts.ts";
import type { ValidateFlags } from "./commands/validate.ts";
import { contractsOf } from "./contract-names.ts";
import { type Io, useColor } from "./io.ts";
import { showWarning } from "./show-error.ts";

/** Limits that chance can break, and topics that cannot be joined, each at its place and once. */
function warnings({ topics, regionOf, path: file }: ReadContract): readonly UserError[] {
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

/** Checks only the contract files. Throws if one is not valid. */
export async function validate(
  operands: readonly string[],
  flags: ValidateFlags,
  io: Io,
): Promise<0> {
  const contracts = await readContracts(contractsOf(operands, flags));
  const ink = createInk(useColor(io.stdout, io.env));
  for (const { path, topics } of contracts) {
    const name = escapeUnsafe(path);
    io.stdout.write(`${ink.green("✓")} ${name} is valid: ${plural(topics.length, "topic")}\n`);
  }
  for (const warning of contracts.flatMap(warnings)) showWarning(warning, io);
  return 0;
}
