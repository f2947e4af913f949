import { STANDARD_INPUT } from "#adapters/find-key-files.ts";
import type { Place } from "#core/reports/report.ts";
import { namedFiles } from "./named-files.ts";
import type { Plan, TopicPlan } from "./plan.ts";
import { repositoryPath } from "./repository-path.ts";
import type { Request } from "./request.ts";
import { findTopicFiles } from "./topic-files.ts";

/** Finds the contracts and all key files of a request. */
export async function makePlan(request: Request): Promise<Plan> {
  const { contract, format = {} } = request;
  if (contract === undefined) {
    const { planContracts } = await import("./contract-plan.ts");
    return planContracts(request);
  }
  const named = namedFiles([contract], [contract], request);
  const found = await findTopicFiles([{ contract, folder: "." }], named, format);
  return { ...found, contractFiles: [], placeOf: () => placeOfKeys(found.topics) };
}

/** Without a contract file, reports point at the first key file. */
function placeOfKeys(topics: readonly TopicPlan[]): Place | undefined {
  const path = topics[0]?.files[0]?.path;
  if (path === undefined || path === STANDARD_INPUT) return undefined;
  return { file: repositoryPath(path), line: 1, column: 1, endLine: 1, endColumn: 2 };
}
