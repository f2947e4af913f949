import type { Request } from "#run/request.ts";
import { contractFromFlags } from "./contract-flags.ts";
import type { FlagValues } from "./flags.ts";
import { keyFormatFromFlags } from "./key-format-flags.ts";

interface RequestOptions extends FlagValues {
  readonly contract?: string | undefined;
  readonly topic?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly baselineKeys?: readonly string[] | undefined;
  readonly format?: unknown;
  readonly column?: unknown;
  readonly countColumn?: unknown;
  readonly pointer?: unknown;
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
