import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { systemError } from "./system-error.ts";

const NAMES = ["skew_contract.yml", "skew_contract.yaml"];
const PLACES = [...NAMES, ...NAMES.map((name) => join(".github", name))];
const MAX_BYTES = 16 * 1024 * 1024;

/** The contract's path: as given, or the first of the usual places that has one. */
export function findContractFile(given: string | undefined): string {
  if (given !== undefined) return given;
  const found = PLACES.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new UserError({
    what: `no contract here: none of ${PLACES.join(", ")} exists`,
    next: "Name it with --contract FILE, make one with `skew-contract init`, or go without: skew-contract check --keys FILE --partitions 48 --max-share 0.08.",
  });
}

export function readContractFile(path: string): string {
  const next = "Check --contract, or make one with `skew-contract init`.";
  let bytes: Uint8Array;
  try {
    if (statSync(path).size > MAX_BYTES)
      throw new UserError({ what: "it is over 16 MiB", where: path, next });
    bytes = readFileSync(path);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw systemError(cause, "the contract", path, next);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UserError({ what: "it is not UTF-8 text", where: path, next });
  }
}
