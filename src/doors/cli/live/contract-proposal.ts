import { existsSync, readFileSync } from "node:fs";
import { readContractFile } from "#adapters/contract-file.ts";
import { writeFiles } from "#adapters/write-files.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { type Contract, parseContract } from "#core/contract/parse.ts";
import { withPartitions } from "#core/contract/partition-proposal.ts";
import { UserError } from "#core/errors/user-error.ts";
import { plural } from "#core/text/format.ts";
import { proposePartitions } from "#live/core/recommendation/proposal.ts";
import { type ClusterOutcome, knownTopics } from "#live/core/recommendation/result.ts";

/** The beginning of a file that may be overwritten. */
const MARK = "# Proposed by skew-contract recommend";

/** A copy of the contract with the recommended partition counts, written next to it. */
export class ContractProposal {
  readonly #path: string;
  readonly #proposed: string;
  readonly #text: string;
  readonly #contract: Contract;

  private constructor(path: string) {
    this.#path = path;
    this.#proposed = path.replace(/(\.ya?ml)?$/, (ending) => `.proposed${ending || ".yml"}`);
    this.#text = readContractFile(path);
    this.#contract = parseContract(this.#text, path);
  }

  /**
   * @throws UserError before contacting a cluster, if the contract is invalid or the file is not
   * ours
   */
  static of(path: string): ContractProposal {
    const proposal = new ContractProposal(path);
    proposal.#refuseForeignFile();
    return proposal;
  }

  /** What the contract says about its topics, by name. */
  get topics(): ReadonlyMap<string, TopicContract> {
    return new Map(this.#contract.topics.map((one) => [one.topic, one]));
  }

  /** Logs every change, and writes the proposal if there is one. */
  write(outcomes: readonly ClusterOutcome[], say: (message: string) => void): void {
    const meant = new Set(this.#contract.topics.map(({ topic }) => topic));
    const known = outcomes
      .flatMap((one) => (one.status === "done" ? knownTopics(one) : []))
      .filter(({ topic }) => meant.has(topic));
    const names = new Set<string>();
    for (const { topic } of known) {
      if (names.has(topic)) throw ambiguous(topic);
      names.add(topic);
    }
    const { counts, notes } = proposePartitions(this.#contract.topics, known);
    for (const note of notes) say(note);
    if (counts.size === 0) {
      const old = existsSync(this.#proposed) ? `; ${this.#proposed} is from an earlier run` : "";
      say(`${this.#path}: nothing to propose${old}`);
      return;
    }
    const head = `${MARK}: compare it with ${this.#path}. Nothing reads this file.`;
    const content = `${head}\n${withPartitions(this.#text, counts)}`;
    writeFiles([{ path: this.#proposed, content }]);
    say(
      `wrote ${this.#proposed}: new counts for ${plural(counts.size, "topic")}; ${this.#path} is unchanged`,
    );
  }

  #refuseForeignFile(): void {
    if (!existsSync(this.#proposed)) return;
    if (readFileSync(this.#proposed, "utf8").startsWith(MARK)) return;
    throw new UserError({
      what: "the file exists, and this program did not write it",
      where: { file: this.#proposed },
      next: "Move it, so that the proposal can be written there.",
    });
  }
}

function ambiguous(topic: string): UserError {
  return new UserError({
    what: `several clusters have a topic ${topic}, so it is not clear which one the contract means`,
    where: "--contract",
    next: "Choose a cluster with --cluster.",
  });
}
