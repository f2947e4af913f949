import { existsSync } from "node:fs";
import { join } from "node:path";
import { ifKnown, phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { readTextFile } from "./read-text-file.ts";

/** The name of the file that `init` writes. */
export const CONTRACT_NAME = "skew_contract.yml";
export const CONTRACT_NAMES: readonly string[] = [CONTRACT_NAME, "skew_contract.yaml"];
/** Where to look for a contract, in this order. */
export const CONTRACT_PLACES = [
  ...CONTRACT_NAMES,
  ...CONTRACT_NAMES.map((name) => join(".github", name)),
];

/** The contract's path: as given, or the first usual place that has one. */
export function findContractFile(given: string | undefined): string {
  if (given !== undefined) return given;
  const found = findUsualContract(".");
  if (found !== undefined) return found;
  const contract = setting("contract", "FILE");
  throw new UserError({
    what: `no contract found: none of ${CONTRACT_PLACES.join(", ")} exists`,
    next: ifKnown(
      phrase`Name it with ${contract}, create one with \`skew-contract init\`, or check without one: skew-contract check ${setting("keys", "FILE")} ${setting("partitions", "48")} ${setting("maxShare", "0.08")}.`,
      phrase`Name it with ${contract}, or create one with \`skew-contract init\`.`,
    ),
  });
}

/** The first usual place in a folder that has a contract. */
export function findUsualContract(folder: string): string | undefined {
  return CONTRACT_PLACES.find((place) => existsSync(join(folder, place)));
}

export function readContractFile(path: string): string {
  const next = phrase`Check ${setting("contract")}, or create one with \`skew-contract init\`.`;
  return readTextFile(path, "the contract", next);
}
