import type { Request } from "#run/request.ts";
import { type ContractOptions, contractFromFlags } from "./contract-flags.ts";
import { type KeyFormatOptions, keyFormatFromFlags } from "./key-format-flags.ts";

interface RequestOptions extends ContractOptions, KeyFormatOptions {
  readonly contract?: string;
  readonly topic?: string;
  readonly keys?: readonly string[];
  readonly baselineKeys?: readonly string[];
}

/** The request that the flags describe. */
export async function requestFromFlags(options: RequestOptions): Promise<Request> {
  const { contract, topic, keys, baselineKeys } = options;
  return {
    format: keyFormatFromFlags(options),
    contract: await contractFromFlags(options),
    contractFile: contract,
    topics: topic === undefined ? undefined : [topic],
    keys,
    baselineKeys,
  };
}
