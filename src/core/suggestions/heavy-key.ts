import { rules } from "../rules/index.ts";
import { countsOf } from "../tally/find-keys.ts";
import { percent } from "../text/format.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

const ofBytes: ReadonlySet<string> = new Set(
  rules.filter(({ about }) => about === "bytes").map(({ id }) => id),
);

/** One key has so many bytes that it breaks a limit on bytes. */
export const heavyKey: Suggester = {
  id: "heavy-key",
  suggest({ details, findings, keys, measures }) {
    const [heaviest] = details?.bytes?.hottestKeys ?? [];
    const share = measures.maxKeyBytesShare ?? 0;
    const isCause = findings.some(({ rule, limit }) => ofBytes.has(rule) && share > limit);
    if (heaviest === undefined || !isCause) return undefined;
    const [count = 0] = countsOf(keys, [heaviest.key]);
    const ofRecords = percent(count / measures.keyRecords);
    return sentenceWithKeys`Heavy key: ${heaviest} has ${percent(share)} of the bytes and ${ofRecords} of the records. Its partition has at least that share of the bytes under any partition count; smaller records (compressed, or with large values stored elsewhere) or a topic of its own help.`;
  },
};
