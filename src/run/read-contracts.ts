import { readContractFile } from "#adapters/contract-file.ts";
import { findContractFiles } from "#adapters/find-contract-files.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { type Contract, parseContract } from "#core/contract/parse.ts";
import { collectErrors } from "#core/errors/collect-errors.ts";
import { repositoryPath } from "./repository-path.ts";

/** A contract and its file. */
export interface ReadContract extends Omit<Contract, "topics"> {
  readonly path: string;
  /** The same from the root of the repository. */
  readonly file: string;
  /** With the file if there are several contracts. */
  readonly topics: readonly TopicContract[];
}

/**
 * Reads the contracts that files, globs and folders name; without any, the one in a usual place.
 *
 * @throws UserErrors with what is wrong in any of them
 */
export async function readContracts(
  paths: readonly string[] | undefined,
): Promise<readonly ReadContract[]> {
  const found = await findContractFiles(paths);
  return collectErrors(found, (path) => {
    const file = repositoryPath(path);
    const contract = parseContract(readContractFile(path), path);
    const { topics } = contract;
    const own = found.length > 1 ? topics.map((one) => ({ ...one, contractFile: file })) : topics;
    return { ...contract, path, file, topics: own };
  });
}
