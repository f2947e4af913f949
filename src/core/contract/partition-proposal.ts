import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  type Node,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { setting } from "../errors/phrase.ts";
import { UserError } from "../errors/user-error.ts";

/**
 * A contract's text with other partition counts; everything else stays exactly as written.
 *
 * @param text of a valid contract
 * @param counts by topic; the contract has all of these topics
 * @throws UserError for a topic that comes from a merge (`<<`), which other blocks share
 */
export function withPartitions(text: string, counts: ReadonlyMap<string, number>): string {
  const document = parseDocument(text);
  const edits = [...counts].map(([topic, partitions]) => {
    return editOf(nodeOf(topic, document), partitions, text);
  });
  // From the end, so that the offsets before it stay valid.
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((all, { start, end, by }) => `${all.slice(0, start)}${by}${all.slice(end)}`, text);
}

/** The characters from `start` up to `end` become `by`. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

function nodeOf(topic: string, document: Document): Alias | YAMLMap {
  const field = document.get("topics", true);
  const topics = isAlias(field) ? field.resolve(document) : field;
  const node = isMap(topics) ? topics.get(topic, true) : undefined;
  if (isAlias(node) || isMap(node)) return node;
  throw new UserError({
    what: `${topic} comes from a merged block (<<), so it has no partition count of its own to change`,
    where: setting("contract"),
    next: "Give the topic its own entry under topics.",
  });
}

function editOf(topic: Alias | YAMLMap, partitions: number, text: string): Edit {
  const [start, end] = placeOf(topic);
  // Other topics share what an alias refers to.
  if (isAlias(topic)) {
    return { start, end, by: `{ <<: ${text.slice(start, end)}, partitions: ${partitions} }` };
  }
  const own = topic.get("partitions", true);
  if (isNode(own)) {
    const [from, to] = placeOf(own);
    return { start: from, end: to, by: String(partitions) };
  }
  return insertion(topic, partitions, text);
}

/** A new first field, for a topic that inherits its count from `defaults`. */
function insertion(topic: YAMLMap, partitions: number, text: string): Edit {
  const [first] = topic.items;
  const field = `partitions: ${partitions}`;
  if (topic.flow || !isScalar(first?.key)) {
    const [start] = placeOf(topic);
    const comma = topic.items.length > 0 ? "," : " ";
    return { start: start + 1, end: start + 1, by: ` ${field}${comma}` };
  }
  const [start] = placeOf(first.key);
  const indent = " ".repeat(start - (text.lastIndexOf("\n", start - 1) + 1));
  return { start, end: start, by: `${field}\n${indent}` };
}

function placeOf({ range }: Node): readonly [start: number, end: number] {
  const [start = 0, end = 0] = range ?? [];
  return [start, end];
}
