import type { Request } from "#run/request.ts";
import { type ContractOptions, contractFromFlags } from "./contract-flags.ts";
import { type ContractNames, contractsOf } from "./contract-names.ts";
import { type KeyFormatOptions, keyFormatFromFlags } from "./key-format-flags.ts";
import { severalTopics } from "./operand-messages.ts";

interface RequestOptions extends ContractOptions, KeyFormatOptions, ContractNames {
  readonly topic?: readonly string[];
  readonly keys?: readonly string[];
  readonly baselineKeys?: readonly string[];
}

/** The request that flags and operands describe. */
export async function requestFromFlags(
  operands: readonly string[],
  options: RequestOptions,
): Promise<Request> {
  const { topic, keys, baselineKeys } = options;
  const contractFiles = contractsOf(operands, options);
  const named = { ...options, topic: topic?.[0], contract: contractFiles?.[0] };
  const contract = await contractFromFlags(named);
  if (contract !== undefined && topic?.[1] !== undefined) throw severalTopics();
  const format = keyFormatFromFlags(options);
  return { format, contract, contractFiles, topics: topic, keys, baselineKeys };
}
