import { existsSync } from "node:fs";
import type { KeySource, TopicContract } from "#core/contract/contract.ts";
import { unknownName } from "#core/errors/messages.ts";
import { phrase, setting } from "#core/errors/phrase.ts";
import type { SettingId } from "#core/errors/plain-words.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { Request } from "./request.ts";

type NamedKeys = Extract<SettingId, "keys" | "baselineKeys">;

/** Key files by topic, as a request names them. */
export interface NamedFiles {
  readonly keys: ReadonlyMap<string, KeySource[]>;
  readonly baseline: ReadonlyMap<string, KeySource[]>;
}

export function namedFiles(
  chosen: readonly TopicContract[],
  all: readonly TopicContract[],
  { keys, baselineKeys }: Request,
): NamedFiles {
  const baseline = assignKeys("baselineKeys", chosen, baselineKeys, all);
  return { keys: assignKeys("keys", chosen, keys, all), baseline };
}

/** From `[TOPIC=]PATH`: the paths by topic, relative to the working directory. */
function assignKeys(
  name: NamedKeys,
  topics: readonly TopicContract[],
  keys: readonly string[] = [],
  all = topics,
): ReadonlyMap<string, KeySource[]> {
  const byTopic = new Map<string, KeySource[]>();
  for (const text of keys) {
    refuseOtherTopic(name, topics, all, text);
    const { topic, path } = splitKeys(name, topics, text);
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), { path }]);
  }
  return byTopic;
}

/**
 * A topic's name may contain `=`, and so may a path. The text is a path if that exists; otherwise
 * it begins with the longest topic that matches.
 */
function splitKeys(
  name: NamedKeys,
  topics: readonly TopicContract[],
  text: string,
): { topic: string; path: string } {
  const [only, another] = topics;
  const isAlone = only !== undefined && another === undefined;
  if (isAlone && existsSync(text)) return { topic: only.topic, path: text };
  const fitting = topics.filter(({ topic }) => text.startsWith(`${topic}=`));
  const [longest] = fitting.sort((a, b) => b.topic.length - a.topic.length);
  if (longest !== undefined) {
    if (fitting[1]?.topic === longest.topic) throw inSeveral(longest.topic, fitting);
    return { topic: longest.topic, path: text.slice(longest.topic.length + 1) };
  }
  if (isAlone) return { topic: only.topic, path: text };
  const names = topics.map(({ topic }) => topic);
  if (text.includes("=")) throw unknownName("topic", text.split("=")[0] ?? "", names);
  throw new UserError({
    what: phrase`${setting(name, text)} does not name a topic`,
    next: phrase`Write ${setting(name, `TOPIC=${text}`)}, or choose a single topic with ${setting("topics")}. Topics: ${names.slice(0, 10).join(", ")}.`,
  });
}

function inSeveral(topic: string, fitting: readonly TopicContract[]): UserError {
  const files = fitting.flatMap((one) => (one.topic === topic ? (one.contractFile ?? []) : []));
  return new UserError({
    what: `several contracts have the topic ${topic}: ${files.join(", ")}`,
    next: phrase`Name one of them with ${setting("contract")}, or put the paths of the keys into the contracts.`,
  });
}

function refuseOtherTopic(
  name: NamedKeys,
  chosen: readonly TopicContract[],
  all: readonly TopicContract[],
  text: string,
): void {
  const fits = ({ topic }: TopicContract) => text.startsWith(`${topic}=`);
  const other = all.find((topic) => fits(topic) && !chosen.includes(topic));
  if (other === undefined || chosen.some(fits) || existsSync(text)) return;
  throw new UserError({
    what: phrase`${setting(name, text)} is for the topic ${other.topic}, which ${setting("topics")} leaves out`,
    next: phrase`Leave out ${setting("topics")}, or the keys of ${other.topic}.`,
  });
}
