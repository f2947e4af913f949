import { statSync } from "node:fs";
import { notContract } from "./operand-messages.ts";

export interface ContractNames {
  readonly contract?: readonly string[];
}

/**
 * The contracts that flags and operands name: files, globs and folders; undefined if none does.
 *
 * @throws UserError for an operand that cannot be a contract, such as one that belongs to --keys
 */
export function contractsOf(
  operands: readonly string[],
  { contract = [] }: ContractNames,
): readonly string[] | undefined {
  const other = operands.find((word) => !/\.ya?ml$|[*?[{(]/i.test(word) && !isFolder(word));
  if (other !== undefined) throw notContract(other);
  const all = [...contract, ...operands];
  return all.length === 0 ? undefined : all;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
