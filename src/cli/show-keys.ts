import { unknownName } from "../catalogue.ts";
import { type ShowKeys, showKeysModes } from "../reports/key-display.ts";

export function parseShowKeys(mode: string | undefined): ShowKeys | undefined {
  const known = showKeysModes.find((one) => one === mode);
  if (mode !== undefined && known === undefined)
    throw unknownName("--show-keys", mode, showKeysModes);
  return known;
}
