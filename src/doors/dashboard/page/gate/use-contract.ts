import { useState } from "preact/hooks";
import type { TopicContract } from "#core/contract/contract.ts";
import type { ErrorParts } from "#core/errors/error-parts.ts";
import { errorsOf } from "../parts/api.ts";
import type { GateWorker } from "../worker/client.ts";

/** Used if no contract is given. */
const UNSET: TopicContract = {
  topic: "keys",
  partitions: 12,
  partitioner: "murmur2",
  emptyKey: "hashed",
  isRecorded: false,
  producers: [],
  producerPlacements: [],
  keyType: "string",
  keys: [],
  limits: {},
  severity: {},
  failOn: "any",
  tolerance: {},
};

/** The topics of a contract file, and the contract that keys are checked against. */
export function useContract(worker: GateWorker) {
  const [topics, setTopics] = useState<readonly TopicContract[]>([]);
  const [contract, setContract] = useState(UNSET);
  const [contractErrors, setContractErrors] = useState<readonly ErrorParts[]>([]);
  const change = (fields: Partial<TopicContract>) => setContract((now) => ({ ...now, ...fields }));
  return {
    topics,
    contract,
    contractErrors,
    change,
    setContract,
    /** Resolves to the file's first topic, if it can be read. */
    async loadContract(text: string, name: string): Promise<TopicContract | undefined> {
      try {
        const found = await worker.call("readContract", { text, name });
        setTopics(found);
        setContractErrors([]);
        return found[0];
      } catch (error) {
        setContractErrors(errorsOf(error));
        return undefined;
      }
    },
    dropContract() {
      setTopics([]);
      setContractErrors([]);
      setContract((now) => ({ ...UNSET, partitions: now.partitions }));
    },
  };
}
