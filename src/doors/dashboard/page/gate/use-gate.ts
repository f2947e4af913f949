import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { TopicContract } from "#core/contract/contract.ts";
import type { ErrorParts } from "#core/errors/user-error.ts";
import { errorsOf } from "../parts/api.ts";
import { Latest } from "../parts/latest.ts";
import { useAtRest } from "../parts/use-at-rest.ts";
import type { Judged, KeysRead, Settings } from "../worker/calls.ts";
import { GateWorker } from "../worker/client.ts";
import {
  type DemoName,
  demoContract,
  demoSource,
  type KeysSource,
  type Reading,
} from "./keys-source.ts";

/** Used if no contract is given. */
const UNSET: TopicContract = {
  topic: "keys",
  partitions: 12,
  partitioner: "murmur2",
  emptyKey: "hashed",
  producers: [],
  keyType: "string",
  keys: [],
  limits: {},
  severity: {},
  failOn: "any",
  tolerance: {},
};

type Errors = readonly ErrorParts[];

/** Everything the gate view shows, and the actions that change it. */
export function useGate() {
  const [readBytes, setReadBytes] = useState(0);
  const worker = useMemo(() => new GateWorker(setReadBytes), []);
  const keys = useKeys(worker);
  const [topics, setTopics] = useState<readonly TopicContract[]>([]);
  const [contract, setContract] = useState(UNSET);
  const [salt, setSalt] = useState(1);
  const [contractErrors, setContractErrors] = useState<Errors>([]);
  const settings = useMemo((): Settings => ({ contract, salt }), [contract, salt]);
  const result = useJudged(worker, settings, keys.read);

  const { keyType, nullToken } = contract;
  const { source, reading } = keys;
  useEffect(() => {
    if (source !== undefined) keys.start(source, { ...reading, keyType, nullToken });
  }, [source, reading, keyType, nullToken]);

  const chooseTopic = (topic: TopicContract) => {
    setContract(topic);
    const [from] = topic.keys;
    if (from !== undefined) keys.setReading(from);
  };
  const readContract = async (text: string, name: string) => {
    try {
      const found = await worker.call("readContract", { text, name });
      setTopics(found);
      setContractErrors([]);
      if (found[0] !== undefined) chooseTopic(found[0]);
    } catch (error) {
      setContractErrors(errorsOf(error));
    }
  };
  return {
    ...keys,
    ...result,
    readBytes,
    topics,
    contract,
    salt,
    settings,
    contractErrors,
    setSalt,
    readContract,
    chooseTopic,
    change: (fields: Partial<TopicContract>) => setContract((now) => ({ ...now, ...fields })),
    dropContract() {
      setTopics([]);
      setContractErrors([]);
      setContract((now) => ({ ...UNSET, partitions: now.partitions }));
    },
    async showDemo(name: DemoName) {
      try {
        const [demo, text] = await Promise.all([demoSource(name), demoContract()]);
        await readContract(text, "skew_contract.yml");
        keys.setSource(demo);
      } catch (error) {
        keys.setErrors(errorsOf(error));
      }
    },
    whatIf: (wanted: Settings) => worker.call("whatIf", wanted),
    async propose() {
      const limits = await worker.call("propose", settings);
      setContract((now) => ({ ...now, limits }));
    },
  };
}

export type GateState = ReturnType<typeof useGate>;

type ReadWanted = Reading & Pick<TopicContract, "keyType" | "nullToken">;

function useKeys(worker: GateWorker) {
  const [source, setSource] = useState<KeysSource>();
  const [reading, setReading] = useState<Reading>({});
  const [read, setRead] = useState<KeysRead>();
  const [isReading, setIsReading] = useState(false);
  const [errors, setErrors] = useState<Errors>([]);
  /** The source whose keys are shown once they are read. */
  const wanted = useRef<KeysSource | undefined>(undefined);
  const latest = useMemo(() => {
    return new Latest(async ({ from, how }: { from: KeysSource; how: ReadWanted }) => {
      setIsReading(true);
      setErrors([]);
      try {
        const read = await worker.call("read", { ...how, files: from.files });
        if (wanted.current === from) setRead(read);
      } catch (error) {
        if (wanted.current === from) {
          setRead(undefined);
          setErrors(errorsOf(error));
        }
      }
      setIsReading(false);
    });
  }, [worker]);
  return {
    source,
    reading,
    read,
    isReading,
    errors,
    setErrors,
    setReading,
    setSource,
    start(from: KeysSource, how: ReadWanted) {
      wanted.current = from;
      void latest.ask({ from, how });
    },
    dropKeys() {
      wanted.current = undefined;
      setSource(undefined);
      setRead(undefined);
      setIsReading(false);
      setErrors([]);
    },
  };
}

function useJudged(worker: GateWorker, settings: Settings, read: KeysRead | undefined) {
  const [judged, setJudged] = useState<Judged>();
  const [judgeErrors, setJudgeErrors] = useState<Errors>([]);
  const latest = useMemo(() => {
    return new Latest(async (wanted: Settings) => {
      try {
        setJudged(await worker.call("judge", wanted));
        setJudgeErrors([]);
      } catch (error) {
        setJudged(undefined);
        setJudgeErrors(errorsOf(error));
      }
    });
  }, [worker]);
  useEffect(() => {
    if (read !== undefined) void latest.ask(settings);
    else setJudged(undefined);
  }, [latest, settings, read]);
  const advised = useAtRest(
    () => worker.call("advise", settings),
    read !== undefined && judgeErrors.length === 0,
    [worker, settings, read],
  );
  return { judged: read === undefined ? undefined : judged, judgeErrors, advised };
}
