import { type Relaxation, relaxedSince } from "#core/baseline/relaxed.ts";
import { parseContract } from "#core/contract/parse.ts";
import { UserErrors } from "#core/errors/user-error.ts";
import { topicFilter } from "#run/choose-topics.ts";
import type { Plan } from "#run/plan.ts";

/** A contract at the base commit. */
export interface ContractOfBase {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

interface Compared {
  readonly loosened: readonly Relaxation[];
  /** What was compared, or why nothing was, if that is not obvious. */
  readonly note?: string;
}

/**
 * Compares the chosen topics of a contract, or all of them, with those that it had.
 *
 * @param own its path now, from the root of the repository
 */
export async function compareContracts(
  earlier: ContractOfBase | undefined,
  own: string | undefined,
  { topics, contractFiles }: Plan,
  chosen: readonly string[] | undefined,
): Promise<Compared> {
  if (earlier === undefined) {
    const note = `No earlier contract: ${own} is not on the base branch, or cannot be read there.`;
    return { loosened: [], note };
  }
  try {
    const isChosen = await topicFilter(chosen);
    const before = parseContract(earlier.text).topics.filter(({ topic }) => isChosen(topic));
    const now = topics.flatMap((one) => (one.contractFile === own ? [one.contract] : []));
    const note =
      earlier.path === own
        ? {}
        : { note: `Compared with ${earlier.path}, the contract of the base branch.` };
    const isOfSeveral = contractFiles.length > 1;
    const loosened = relaxedSince(before, now).map((one) =>
      isOfSeveral ? { ...one, contractFile: own } : one,
    );
    return { loosened, ...note };
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    // An invalid contract cannot have been stricter.
    const note = `${earlier.path} is not a valid contract on the base branch, so nothing was compared.`;
    return { loosened: [], note };
  }
}
