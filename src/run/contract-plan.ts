import { dirname } from "node:path";
import { type UserError, UserErrors } from "#core/errors/user-error.ts";
import { chooseTopics } from "./choose-topics.ts";
import { namedFiles } from "./named-files.ts";
import type { Plan } from "./plan.ts";
import { type ReadContract, readEachContract } from "./read-contracts.ts";
import type { Request } from "./request.ts";
import { findTopicFiles, type PlacedTopic } from "./topic-files.ts";

/** Finds the contract files of a request, and the key files of the chosen topics. */
export async function planContracts(request: Request): Promise<Plan> {
  const { format = {} } = request;
  const { all, chosen, errors, ...plan } = await chosenTopics(request);
  const contractsIn = (topics: readonly PlacedTopic[]) => topics.map(({ contract }) => contract);
  const named = namedFiles(contractsIn(chosen), contractsIn(all), request);
  const { unjudged, ...found } = await findTopicFiles(chosen, named, format);
  return { ...plan, ...found, unjudged: [...errors.map((error) => ({ error })), ...unjudged] };
}

interface ChosenTopics extends Pick<Plan, "contractFiles" | "placeOf"> {
  readonly all: readonly PlacedTopic[];
  readonly chosen: readonly PlacedTopic[];
  /** What is wrong with contracts that are invalid. */
  readonly errors: readonly UserError[];
}

/**
 * The topics of the contracts of a request, and which of them it is about.
 *
 * @throws UserErrors if no contract is valid
 */
export async function chosenTopics(
  request: Pick<Request, "contractFiles" | "topics">,
): Promise<ChosenTopics> {
  const { contracts, paths, errors } = await readEachContract(request.contractFiles);
  const all = contracts.flatMap(topicsOf);
  if (all.length === 0) throw new UserErrors(errors);
  return {
    all,
    errors,
    chosen: await chooseTopics(all, request.topics, ({ contract }) => contract.topic),
    contractFiles: paths,
    placeOf({ topic, contractFile }, field) {
      const own = contracts.find(({ file }) => file === contractFile) ?? contracts[0];
      return own && { file: own.file, ...own.regionOf(topic, field) };
    },
  };
}

function topicsOf({ path, file, topics, whereIs }: ReadContract): PlacedTopic[] {
  return topics.map((contract) => ({
    contract,
    contractFile: file,
    where: whereIs(contract.topic, contract.keys.length > 0 ? "keys" : undefined),
    folder: dirname(path),
  }));
}
