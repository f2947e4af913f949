import { contractField } from "../errors/reading-text.ts";
import type { Measures } from "../measures/measures.ts";
import type { WindowShares } from "../measures/window-shares.ts";
import { yamlText } from "../text/yaml-text.ts";
import type { KeySource } from "./contract.ts";
import { PROPOSAL_COMMENT, proposalComment, windowLines } from "./proposal-comments.ts";
import { type Proposal, type ProposedLimits, proposeLimits } from "./propose.ts";

export const SCHEMA_URL = "https://unpkg.com/skew-contract/schemas/skew-contract.schema.json";

const JOIN_COMMENT =
  "# If topics are joined, list them here, as in co_partitioned: [[orders, customers]].";

/** A measured topic, with the contract fields that are not limits. */
export interface MeasuredTopic {
  readonly topic: string;
  /** Paths relative to the contract. */
  readonly keys: readonly KeySource[];
  readonly producer?: string | undefined;
  readonly keyType?: string | undefined;
  readonly keyFrame?: string | undefined;
  readonly sample?: string | undefined;
  readonly measures: Measures;
  readonly windows?: WindowShares | undefined;
}

/** The text of a contract that these topics satisfy, with the reason beside each limit. */
export function contractText(topics: readonly MeasuredTopic[]): string {
  const lines = [
    `# yaml-language-server: $schema=${SCHEMA_URL}`,
    ...PROPOSAL_COMMENT,
    "version: 1",
    ...(topics.length > 1 ? [JOIN_COMMENT] : []),
    "",
    "topics:",
    ...topics.flatMap(topicLines),
  ];
  return `${lines.join("\n")}\n`;
}

function topicLines(measured: MeasuredTopic): string[] {
  const { topic, keys, producer, keyType, keyFrame, sample, measures } = measured;
  const proposal = proposeLimits(measures, measured.windows);
  const sources = keys.map(sourceText);
  return [
    `  ${yamlText(topic)}:`,
    `    keys: ${sources.length === 1 ? sources[0] : `[${sources.join(", ")}]`}`,
    `    partitions: ${measures.partitions}`,
    ...(producer === undefined ? [] : [`    producer: ${producer}`]),
    ...(keyType === undefined ? [] : [`    key_type: ${keyType}`]),
    ...(keyFrame === undefined ? [] : [`    key_frame: ${keyFrame}`]),
    ...(sample === undefined ? [] : [`    sample: ${sample}`]),
    ...[...windowLines(proposal), ...limitLines(proposal, measures)].map((line) => `    ${line}`),
  ];
}

/** Proposed limits, each with what it was derived from. */
export function limitLines(proposal: Proposal, measures: Measures): string[] {
  const fields = Object.keys(proposal.limits) as (keyof ProposedLimits)[];
  return fields.map(
    (field) =>
      `${field}: ${proposal.limits[field]} # ${proposalComment(field, proposal, measures)}`,
  );
}

/** A path, or a block with the path and how to read it. */
export function sourceText({ path, ...source }: KeySource): string {
  const { format, header, delimiter, column, countColumn, pointer, countPointer, missing } = source;
  const { partitionColumn, timeColumn, bytesColumn } = source;
  const fields = {
    format,
    header,
    delimiter,
    column,
    countColumn,
    pointer,
    countPointer,
    missing,
    partitionColumn,
    timeColumn,
    bytesColumn,
  };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (given.length === 0) return yamlText(path);
  const texts = given.map(([name, value]) => `${contractField(name)}: ${scalarText(value)}`);
  return `{ path: ${yamlText(path)}, ${texts.join(", ")} }`;
}

function scalarText(value: string | number | boolean | undefined): string {
  return typeof value === "string" ? yamlText(value) : String(value);
}
