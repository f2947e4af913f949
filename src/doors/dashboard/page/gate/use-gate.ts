import { useMemo, useState } from "preact/hooks";
import type { TopicContract } from "#core/contract/contract.ts";
import { errorsOf } from "../parts/api.ts";
import type { Settings } from "../worker/calls.ts";
import { GateWorker } from "../worker/client.ts";
import { type DemoName, demoContract, demoSource } from "./keys-source.ts";
import { useContract } from "./use-contract.ts";
import { useJudged } from "./use-judged.ts";
import { useKeys } from "./use-keys.ts";

/** Everything the gate view shows, and the actions that change it. */
export function useGate() {
  const [readBytes, setReadBytes] = useState(0);
  const worker = useMemo(() => new GateWorker(setReadBytes), []);
  const { setContract, loadContract, ...contractState } = useContract(worker);
  const { contract } = contractState;
  const keys = useKeys(worker, contract);
  const [salt, setSalt] = useState(1);
  const settings = useMemo((): Settings => ({ contract, salt }), [contract, salt]);
  const result = useJudged(worker, settings, keys.read);

  const chooseTopic = (topic: TopicContract) => {
    setContract(topic);
    const [from] = topic.keys;
    if (from !== undefined) keys.setReading(from);
  };
  const readContract = async (text: string, name: string) => {
    const first = await loadContract(text, name);
    if (first !== undefined) chooseTopic(first);
  };
  const showDemo = async (name: DemoName) => {
    try {
      const [demo, text] = await Promise.all([demoSource(name), demoContract()]);
      await readContract(text, "skew_contract.yml");
      keys.setSource(demo);
    } catch (error) {
      keys.setErrors(errorsOf(error));
    }
  };
  const calls = callsOf(worker, settings, contractState.change);
  const actions = { setSalt, chooseTopic, readContract, showDemo, ...calls };
  return { ...contractState, ...keys, ...result, readBytes, salt, settings, ...actions };
}

export type GateState = ReturnType<typeof useGate>;

function callsOf(
  worker: GateWorker,
  settings: Settings,
  change: (fields: Partial<TopicContract>) => void,
) {
  return {
    whatIf: (wanted: Settings) => worker.call("whatIf", wanted),
    propose: async () => change({ limits: await worker.call("propose", settings) }),
  };
}
