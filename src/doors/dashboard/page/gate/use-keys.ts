import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { TopicContract } from "#core/contract/contract.ts";
import { windowMsOf } from "#core/contract/window.ts";
import type { ErrorParts } from "#core/errors/error-parts.ts";
import { errorsOf } from "../parts/api.ts";
import { Latest } from "../parts/latest.ts";
import type { KeysInput, KeysRead } from "../worker/calls.ts";
import type { GateWorker } from "../worker/client.ts";
import type { KeysSource, Reading } from "./keys-source.ts";

type Decoding = Pick<TopicContract, "keyType" | "nullToken" | "keyFrame">;

interface ReadRequest {
  readonly from: KeysSource;
  readonly how: Reading & Decoding & Pick<KeysInput, "windowMs">;
}

/** Where the keys are, how they are read, and what was read. */
export function useKeys(worker: GateWorker, contract: TopicContract) {
  const { keyType, nullToken, keyFrame } = contract;
  const windowMs = windowMsOf(contract);
  const [source, setSource] = useState<KeysSource>();
  const [reading, setReading] = useState<Reading>({});
  const { drop, start, ...result } = useReader(worker);
  useEffect(() => {
    if (source === undefined) return;
    start({ from: source, how: { ...reading, keyType, nullToken, keyFrame, windowMs } });
  }, [source, reading, keyType, nullToken, keyFrame, windowMs]);
  return {
    ...result,
    source,
    reading,
    setReading,
    setSource,
    dropKeys() {
      setSource(undefined);
      drop();
    },
  };
}

function useReader(worker: GateWorker) {
  const [read, setRead] = useState<KeysRead>();
  const [isReading, setIsReading] = useState(false);
  const [errors, setErrors] = useState<readonly ErrorParts[]>([]);
  /** The source whose keys are shown once they are read. */
  const wanted = useRef<KeysSource | undefined>(undefined);
  const show = (keys: KeysRead | undefined, problems: readonly ErrorParts[]) => {
    setRead(keys);
    setErrors(problems);
  };
  const latest = useMemo(() => {
    return new Latest(async ({ from, how }: ReadRequest) => {
      setIsReading(true);
      setErrors([]);
      try {
        const keys = await worker.call("read", { ...how, files: from.files });
        if (wanted.current === from) setRead(keys);
      } catch (error) {
        if (wanted.current === from) show(undefined, errorsOf(error));
      }
      setIsReading(false);
    });
  }, [worker]);
  const start = (request: ReadRequest) => {
    wanted.current = request.from;
    void latest.ask(request);
  };
  const drop = () => {
    wanted.current = undefined;
    show(undefined, []);
    setIsReading(false);
  };
  return { read, isReading, errors, setErrors, start, drop };
}
