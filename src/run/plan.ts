import { dirname } from "node:path";
import { findContractFile, readContractFile } from "#adapters/contract-file.ts";
import { findKeyFiles, type KeyFile, STANDARD_INPUT } from "#adapters/find-key-files.ts";
import type { KeySource, TopicContract } from "#core/contract/contract.ts";
import { phrase, setting } from "#core/errors/phrase.ts";
import type { Where } from "#core/errors/place.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import type { GateResult, Place } from "#core/reports/report.ts";
import { chooseTopics } from "./choose-topics.ts";
import { type NamedFiles, namedFiles } from "./named-files.ts";
import { repositoryPath } from "./repository-path.ts";
import type { KeyFormat, Request } from "./request.ts";
import { sharedFiles } from "./shared-files.ts";

/** What to judge: a contract and the files with its keys. */
export interface TopicPlan {
  readonly contract: TopicContract;
  readonly files: readonly KeyFile[];
  /** The files with the keys to compare with. */
  readonly baselineFiles: readonly KeyFile[];
  /** Where the keys are named, for errors about them. */
  readonly where?: Where | undefined;
}

export interface Plan {
  readonly topics: readonly TopicPlan[];
  /** The contract file, if there is one. */
  readonly contractFile?: string;
  readonly placeOf: GateResult["placeOf"];
}

/** All input files. */
export function inputsOf({ topics, contractFile }: Plan): string[] {
  const files = topics.flatMap((one) => [...one.files, ...one.baselineFiles]);
  const paths = files.map(({ path }) => path);
  return contractFile === undefined ? paths : [contractFile, ...paths];
}

/** Finds the contract and all key files of a request. */
export async function makePlan(request: Request): Promise<Plan> {
  const { contract: given, format = {} } = request;
  if (given !== undefined) {
    const named = namedFiles([given], [given], request);
    const topics = await findFiles([{ contract: given }], named, ".", format);
    return { topics, placeOf: () => placeOfKeys(topics) };
  }
  const { parseContract } = await import("#core/contract/parse.ts");
  const contractFile = findContractFile(request.contractFile);
  const contract = parseContract(readContractFile(contractFile), contractFile);
  const chosen = chooseTopics(contract.topics, request.topics);
  const named = namedFiles(chosen, contract.topics, request);
  const placed = chosen.map((one) => ({
    contract: one,
    where: contract.whereIs(one.topic, one.keys.length > 0 ? "keys" : undefined),
  }));
  const topics = await findFiles(placed, named, dirname(contractFile), format);
  const file = repositoryPath(contractFile);
  const placeOf: Plan["placeOf"] = (topic, field) => {
    return { file, ...contract.regionOf(topic, field) };
  };
  return { topics, contractFile, placeOf };
}

/** Without a contract file, reports point at the first key file. */
function placeOfKeys(topics: readonly TopicPlan[]): Place | undefined {
  const path = topics[0]?.files[0]?.path;
  if (path === undefined || path === STANDARD_INPUT) return undefined;
  return { file: repositoryPath(path), line: 1, column: 1, endLine: 1, endColumn: 2 };
}

async function findFiles(
  topics: readonly { contract: TopicContract; where?: Where }[],
  { keys: named, baseline }: NamedFiles,
  contractFolder: string,
  format: KeyFormat,
): Promise<TopicPlan[]> {
  const plans: TopicPlan[] = [];
  const errors: UserError[] = [];
  for (const { contract, where } of topics) {
    const byFlag = named.get(contract.topic);
    const place = byFlag === undefined ? where : setting("keys");
    const asFlags = (sources: readonly KeySource[]) =>
      sources.map((source) => withFormat(source, contract, format));
    try {
      const sources = byFlag === undefined ? contract.keys : asFlags(byFlag);
      if (sources.length === 0) throw noKeys(contract.topic);
      const files = await findKeyFiles(sources, byFlag === undefined ? contractFolder : ".");
      const earlier = asFlags(baseline.get(contract.topic) ?? []);
      const baselineFiles = await findKeyFiles(earlier, ".");
      refuseSharedInput(files, baselineFiles);
      plans.push({ contract: { ...contract, keys: sources }, files, baselineFiles, where: place });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors.push(place === undefined ? error : error.at(place));
    }
  }
  errors.push(...sharedFiles(plans.map((plan) => ({ ...plan, topic: plan.contract.topic }))));
  if (errors.length > 0) throw new UserErrors(errors);
  return plans;
}

/** Standard input can be read only once. */
function refuseSharedInput(files: readonly KeyFile[], earlier: readonly KeyFile[]): void {
  const isInput = ({ path }: KeyFile) => path === STANDARD_INPUT;
  if (!files.some(isInput) || !earlier.some(isInput)) return;
  throw new UserError({
    what: "the keys and those to compare with both come from standard input",
    next: "Pass one of them as a file.",
  });
}

/** A path in a request is read by the request's format, or like the contract's only key file. */
function withFormat({ path }: KeySource, { keys }: TopicContract, format: KeyFormat): KeySource {
  const isSaid = Object.values(format).some((value) => value !== undefined);
  if (isSaid) return { ...format, path };
  const [only, another] = keys;
  return only !== undefined && another === undefined ? { ...only, path } : { path };
}

function noKeys(topic: string): UserError {
  return new UserError({
    what: `the topic ${topic} has no keys`,
    next: phrase`Add \`keys: build/keys.txt\` to it in the contract, or pass ${setting("keys", `${topic}=build/keys.txt`)}.`,
  });
}
