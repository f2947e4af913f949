import type { RuleId, TopicContract } from "#core/contract/contract.ts";
import type { ErrorParts } from "#core/errors/error-parts.ts";
import type { KeyFormatName } from "#core/keys/formats.ts";
import type { KeyLocation } from "#core/keys/key-location.ts";
import type { KeyDecoding } from "#core/keys/key-sink.ts";
import type { Verdict } from "#core/verdict.ts";

/*
 * Calls from the page to its worker, where the core runs: counting a million keys takes a while and
 * must not block the page.
 */

/** Files or pasted text, and how to read them. */
export interface KeysInput extends KeyLocation, KeyDecoding {
  readonly files: readonly { readonly name: string; readonly content: Blob }[];
  /** Undefined: detected from the content or the name. */
  readonly format?: KeyFormatName | undefined;
  /** The length of windows of time, if any are to be measured. */
  readonly windowMs?: number | undefined;
}

export interface KeysRead {
  readonly records: number;
  readonly distinctKeys: number;
  readonly tookMs: number;
}

export interface Settings {
  readonly contract: TopicContract;
  /** How many keys each of the hottest keys is split into; 1: no salting. */
  readonly salt: number;
}

/** A rule with its limit and its result. */
export interface RuleLine {
  readonly id: RuleId;
  readonly purpose: string;
  readonly relation: "≤" | "≥" | "=";
  readonly limit: number | undefined;
  readonly actual: number | undefined;
  readonly limitText: string;
  readonly actualText: string;
  readonly state: "holds" | "broken" | "warning" | "unjudged" | "unset";
  /** Why the rule is broken, or was not judged. */
  readonly message: string | undefined;
}

/** The verdict on one distribution. HTML comes from the core's reports, which escape it. */
export interface Judged {
  readonly verdict: Verdict | "none";
  readonly sentence: string;
  /** Whether the keys or the hash cause the spread; empty where nobody asks. */
  readonly cause: string;
  readonly tiles: string;
  readonly partitions: string;
  readonly lorenz: string;
  readonly hottestKeys: string;
  readonly rules: readonly RuleLine[];
  /** How many keys were salted. */
  readonly saltedKeys: number;
  /** The contract with these settings, as YAML. */
  readonly contractText: string;
}

/** What takes longer to compute, for when the sliders stop. */
export interface Advised {
  readonly advice: string;
  /** Why the contract could not be used. */
  readonly contractErrors: readonly ErrorParts[];
}

/** Every call by its name, with its input and output. */
export interface Calls {
  read(input: KeysInput): KeysRead;
  readContract(input: { readonly text: string; readonly name: string }): readonly TopicContract[];
  judge(input: Settings): Judged;
  advise(input: Settings): Advised;
  /** Limits that these keys would satisfy. */
  propose(input: Settings): TopicContract["limits"];
  /** The what-if table, as HTML. */
  whatIf(input: Settings): string;
}

export type CallName = keyof Calls;
export type InputOf<Name extends CallName> = Parameters<Calls[Name]>[0];
export type OutputOf<Name extends CallName> = ReturnType<Calls[Name]>;

/** From the page. */
export interface CallMessage {
  readonly id: number;
  readonly name: CallName;
  readonly input: InputOf<CallName>;
}

/** From the worker. */
export type WorkerMessage =
  | { readonly id: number; readonly output: OutputOf<CallName> }
  | { readonly id: number; readonly errors: readonly ErrorParts[] }
  | { readonly readBytes: number };
