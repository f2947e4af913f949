export type { TopicContract } from "#core/contract/contract.ts";
export type { Contract } from "#core/contract/parse.ts";
export { parseContract } from "#core/contract/parse.ts";
export { UserError, UserErrors } from "#core/errors/user-error.ts";
export { type KeyType, serializeKey } from "#core/keys/key-type.ts";
export { partitionFor } from "#core/partition-for.ts";
export type { PartitionerName } from "#core/partitioners/index.ts";
export type { TopicReport } from "#core/reports/topic-report.ts";
export {
  type CountedKey,
  type GateOptions,
  gate,
  type Key,
  type KeyInput,
  type TopicContractFields,
} from "./gate.ts";
