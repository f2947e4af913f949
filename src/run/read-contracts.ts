import { readContractFile } from "#adapters/contract-file.ts";
import { findContractFiles } from "#adapters/find-contract-files.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { type Contract, parseContract } from "#core/contract/parse.ts";
import { type UserError, UserErrors, userErrorsIn } from "#core/errors/user-error.ts";
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
  named: readonly string[] | undefined,
): Promise<readonly ReadContract[]> {
  const { contracts, errors } = await readEachContract(named);
  if (errors.length > 0) throw new UserErrors(errors);
  return contracts;
}

interface EachContract {
  readonly contracts: readonly ReadContract[];
  /** Of all contracts, valid or not. */
  readonly paths: readonly string[];
  /** What is wrong with those that are not. */
  readonly errors: readonly UserError[];
}

/** The same, but one that is invalid does not keep the others from being read. */
export async function readEachContract(
  named: readonly string[] | undefined,
): Promise<EachContract> {
  const paths = await findContractFiles(named);
  const contracts: ReadContract[] = [];
  const errors: UserError[] = [];
  for (const path of paths) {
    try {
      contracts.push(readContract(path, paths.length > 1));
    } catch (error) {
      errors.push(...userErrorsIn(error));
    }
  }
  return { contracts, paths, errors };
}

function readContract(path: string, isOfSeveral: boolean): ReadContract {
  const file = repositoryPath(path);
  const contract = parseContract(readContractFile(path), path);
  const { topics } = contract;
  const own = isOfSeveral ? topics.map((one) => ({ ...one, contractFile: file })) : topics;
  return { ...contract, path, file, topics: own };
}
