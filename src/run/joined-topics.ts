import { memoryBytesOf, type Resources } from "#adapters/engine/limits.ts";
import type { TalliedKeys } from "#adapters/key-counting.ts";
import { topicId } from "#core/contract/topic-id.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { JoinPartner } from "#core/joins/join.ts";
import { joinPartners } from "#core/joins/join-partners.ts";
import { joinsOf } from "#core/joins/joins.ts";
import type { TopicPlan } from "./plan.ts";

type Read = (plan: TopicPlan, resources: Resources) => Promise<TalliedKeys>;

/** The keys of topics that are joined, in memory together. */
export interface JoinedKeys {
  /** What each set of keys may use. */
  readonly resources: Resources;
  readonly joinsOf: typeof joinsOf;
  /** The keys of a topic, for the caller to release. @throws UserError if they could not be read */
  take(plan: TopicPlan): TalliedKeys;
  /** What is known of the topics that it is joined with. */
  partnersOf(plan: TopicPlan): readonly JoinPartner[];
  /** Releases the keys that nobody has taken. */
  release(): Promise<void>;
}

/** The plans in groups: topics that are joined, directly or not, are in one. */
export function joinedGroups(plans: readonly TopicPlan[]): TopicPlan[][] {
  const left = new Map(plans.map((plan) => [topicId(plan.contract), plan]));
  return plans.flatMap((first) => {
    if (!left.delete(topicId(first.contract))) return [];
    const group = [first];
    for (const { contract } of group) {
      for (const { topic } of contract.joinedWith ?? []) {
        const id = topicId({ ...contract, topic });
        const other = left.get(id);
        if (other !== undefined) group.push(other);
        left.delete(id);
      }
    }
    return [group];
  });
}

/** Reads the keys of a group. They share the memory, because they are compared. */
export async function readJoined(
  group: readonly TopicPlan[],
  all: Resources,
  read: Read,
): Promise<JoinedKeys> {
  // Keys of a baseline are in memory beside those of one topic.
  const sets = group.length + (group.some((one) => one.baselineFiles.length > 0) ? 1 : 0);
  const resources = sets === 1 ? all : { ...all, memoryBytes: memoryBytesOf(all) / sets };
  const found = new Map<TopicPlan, TalliedKeys | UserError>();
  const release = async () => {
    for (const one of found.values()) if (!(one instanceof UserError)) await one.release();
  };
  try {
    for (const plan of group) found.set(plan, await readOrError(plan, resources, read));
    const partners = partnersIn(found);
    return {
      resources,
      joinsOf,
      take(plan) {
        const keys = found.get(plan);
        found.delete(plan);
        if (keys === undefined || keys instanceof UserError) throw keys;
        return keys;
      },
      partnersOf: ({ contract }) => partners.get(contract.topic) ?? [],
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function readOrError(plan: TopicPlan, resources: Resources, read: Read) {
  try {
    return await read(plan, resources);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function partnersIn(found: ReadonlyMap<TopicPlan, TalliedKeys | UserError>) {
  const known = [...found].flatMap(([{ contract }, keys]) => {
    if (keys instanceof UserError) return [];
    const { tally, placeFinder } = keys;
    const { emptyRecords } = tally;
    return [{ contract, keys: keys.keys, emptyRecords, writtenPlace: placeFinder?.() }];
  });
  return joinPartners(known);
}
