import { unknownName } from "#core/errors/messages.ts";
import { type ShowKeys, showKeysModes } from "#core/reports/key-display.ts";

export function parseShowKeys(mode: string | undefined): ShowKeys | undefined {
  const known = showKeysModes.find((one) => one === mode);
  if (mode !== undefined && known === undefined) {
    throw unknownName("--show-keys", mode, showKeysModes);
  }
  return known;
}
