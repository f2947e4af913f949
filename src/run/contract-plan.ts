import { dirname } from "node:path";
import { chooseTopics } from "./choose-topics.ts";
import { namedFiles } from "./named-files.ts";
import type { Plan } from "./plan.ts";
import { type ReadContract, readContracts } from "./read-contracts.ts";
import type { Request } from "./request.ts";
import { findTopicFiles, type PlacedTopic } from "./topic-files.ts";

/**
 * Finds the contract files of a request, and the key files of the chosen topics.
 *
 * @throws UserErrors with what is wrong in any of the contracts, or with the keys of any topic
 */
export async function planContracts(request: Request): Promise<Plan> {
  const { format = {} } = request;
  const { all, chosen, ...plan } = await chosenTopics(request);
  const contractsIn = (topics: readonly PlacedTopic[]) => topics.map(({ contract }) => contract);
  const named = namedFiles(contractsIn(chosen), contractsIn(all), request);
  return { ...plan, topics: await findTopicFiles(chosen, named, format) };
}

interface ChosenTopics extends Omit<Plan, "topics"> {
  readonly all: readonly PlacedTopic[];
  readonly chosen: readonly PlacedTopic[];
}

/**
 * The topics of the contracts of a request, and which of them it is about.
 *
 * @throws UserErrors with what is wrong in any of the contracts
 */
export async function chosenTopics(
  request: Pick<Request, "contractFiles" | "topics">,
): Promise<ChosenTopics> {
  const contracts = await readContracts(request.contractFiles);
  const all = contracts.flatMap(topicsOf);
  return {
    all,
    chosen: await chooseTopics(all, request.topics, ({ contract }) => contract.topic),
    contractFiles: contracts.map(({ path }) => path),
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
