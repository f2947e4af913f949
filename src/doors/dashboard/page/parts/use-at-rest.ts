import { useEffect, useState } from "preact/hooks";

const REST_MS = 400;

/**
 * The result of a slow computation, started once nothing has changed for a moment; until then, the
 * previous result.
 *
 * @param isWanted if false, the result is undefined
 */
export function useAtRest<Output>(
  make: () => Promise<Output>,
  isWanted: boolean,
  changes: readonly unknown[],
): Output | undefined {
  const [made, setMade] = useState<Output>();
  useEffect(() => {
    if (!isWanted) return setMade(undefined);
    let isOld = false;
    const timer = setTimeout(async () => {
      const output = await make().catch(() => undefined);
      if (!isOld) setMade(output);
    }, REST_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [isWanted, ...changes]);
  return made;
}
