export type { TopicContract } from "./contract/contract.ts";
export type { Contract } from "./contract/parse.ts";
export { parseContract } from "./contract/parse.ts";
export { UserError, UserErrors } from "./errors.ts";
export {
  type CountedKey,
  gate,
  type Key,
  type KeyInput,
  type TopicContractFields,
} from "./gate.ts";
export { type KeyType, serializeKey } from "./keys/key-type.ts";
export { partitionFor } from "./partition-for.ts";
export type { PartitionerName } from "./partitioners/index.ts";
export type { TopicReport } from "./reports/topic-report.ts";
