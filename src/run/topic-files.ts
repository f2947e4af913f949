import { findKeyFiles, type KeyFile, STANDARD_INPUT } from "#adapters/find-key-files.ts";
import type { KeySource, TopicContract } from "#core/contract/contract.ts";
import type { TopicIdentity } from "#core/contract/topic-id.ts";
import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import type { UnjudgedTopic } from "#core/reports/report.ts";
import type { NamedFiles } from "./named-files.ts";
import type { Plan, TopicPlan } from "./plan.ts";
import type { KeyFormat } from "./request.ts";
import { sharedFiles } from "./shared-files.ts";

/** A topic whose key files are to be found. */
export interface PlacedTopic extends Pick<TopicPlan, "contract" | "contractFile" | "where"> {
  /** What the paths in its contract are relative to. */
  readonly folder: string;
}

type TopicFiles = Required<Pick<Plan, "topics" | "unjudged" | "otherInputs">>;

type FoundFiles = TopicIdentity & Pick<TopicPlan, "files" | "where"> & { readonly plan: TopicPlan };

/**
 * The key files of each topic, or why it has none.
 *
 * @throws UserErrors if two topics share a file
 */
export async function findTopicFiles(
  topics: readonly PlacedTopic[],
  named: NamedFiles,
  format: KeyFormat,
): Promise<TopicFiles> {
  const found: FoundFiles[] = [];
  const unjudged: UnjudgedTopic[] = [];
  const otherInputs: string[] = [];
  for (const one of topics) {
    const { topic, contractFile } = one.contract;
    try {
      const plan = await filesOf(one, named, format);
      found.push({ topic, contractFile, files: plan.files, where: plan.where, plan });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unjudged.push({ topic, contractFile, error });
      otherInputs.push(...(await knownInputs(one, named)));
    }
  }
  // Nobody knows which of the two topics has the keys.
  const shared = sharedFiles(found);
  if (shared.length > 0) throw new UserErrors([...unjudged.map(({ error }) => error), ...shared]);
  return { topics: found.map(({ plan }) => plan), unjudged, otherInputs };
}

/** The key files that can be found of a topic of which one cannot. */
async function knownInputs(
  { contract, folder }: PlacedTopic,
  { keys, baseline }: NamedFiles,
): Promise<string[]> {
  const { topic } = contract;
  const found: string[] = [];
  const add = async (sources: readonly KeySource[], from: string) => {
    for (const source of sources) {
      const files = await findKeyFiles([source], from).catch(() => []);
      found.push(...files.map(({ path }) => path));
    }
  };
  await add(contract.keys, folder);
  await add([...(keys.get(topic) ?? []), ...(baseline.get(topic) ?? [])], ".");
  return found;
}

async function filesOf(
  { contract, contractFile, where, folder }: PlacedTopic,
  { keys: named, baseline }: NamedFiles,
  format: KeyFormat,
): Promise<TopicPlan> {
  const byFlag = named.get(contract.topic);
  const place = byFlag === undefined ? where : setting("keys");
  const asFlags = (sources: readonly KeySource[]) =>
    sources.map((source) => withFormat(source, contract, format));
  try {
    const sources = byFlag === undefined ? contract.keys : asFlags(byFlag);
    if (sources.length === 0) throw noKeys(contract.topic);
    const files = await findKeyFiles(sources, byFlag === undefined ? folder : ".");
    const earlier = asFlags(baseline.get(contract.topic) ?? []);
    const baselineFiles = await findKeyFiles(earlier, ".");
    refuseSharedInput(files, baselineFiles);
    const withKeys = { ...contract, keys: sources };
    return { contract: withKeys, contractFile, files, baselineFiles, where: place };
  } catch (error) {
    throw error instanceof UserError && place !== undefined ? error.at(place) : error;
  }
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
