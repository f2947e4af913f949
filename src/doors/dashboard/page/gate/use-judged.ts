import { useEffect, useMemo, useState } from "preact/hooks";
import type { ErrorParts } from "#core/errors/error-parts.ts";
import { errorsOf } from "../parts/api.ts";
import { Latest } from "../parts/latest.ts";
import { useAtRest } from "../parts/use-at-rest.ts";
import type { Judged, KeysRead, Settings } from "../worker/calls.ts";
import type { GateWorker } from "../worker/client.ts";

/** The result for the latest settings; advice follows when they have not changed for a moment. */
export function useJudged(worker: GateWorker, settings: Settings, read: KeysRead | undefined) {
  const [judged, setJudged] = useState<Judged>();
  const [judgeErrors, setJudgeErrors] = useState<readonly ErrorParts[]>([]);
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
