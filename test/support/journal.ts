import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { adminOf, plaintext } from "./kafka.ts";
import type { LivePlace } from "./live-cli.ts";

export const journalOf = ({ cwd }: LivePlace) => join(cwd, "state/skew-contract/journal");
/** Of a journal, which has one for each thing that a run has made and not yet deleted. */
export const entriesOf = (place: LivePlace) => {
  const folder = journalOf(place);
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
};

/** Which of a cluster's topics have one of these texts in their names. */
export async function ownTopics(brokers: string, names: readonly string[]): Promise<string[]> {
  const topics = await adminOf(plaintext(brokers)).topicNames();
  return topics.filter((name) => names.some((own) => name.includes(own)));
}

/** The topic of a run, from what it says first. */
export const topicIn = (stdout: string) =>
  /topic (skew-contract-analyze-[0-9a-f]+)/.exec(stdout)?.[1] ?? "";
