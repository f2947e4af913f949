import type { Request } from "#run/request.ts";
import { contractFromFlags } from "./contract-flags.ts";
import type { FlagValues } from "./flags.ts";
import { type KeyFormatOptions, keyFormatFromFlags } from "./key-format-flags.ts";

interface RequestOptions extends FlagValues, KeyFormatOptions {
  readonly contract?: string | undefined;
  readonly topic?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly baselineKeys?: readonly string[] | undefined;
}

/** What the flags ask for. */
export function requestFromFlags(options: RequestOptions): Request {
  const { contract, topic, keys, baselineKeys } = options;
  return {
    format: keyFormatFromFlags(options),
    contract: contractFromFlags(options),
    contractFile: contract,
    topics: topic === undefined ? undefined : [topic],
    keys,
    baselineKeys,
  };
}
