import { commonKeys, type JoinSide, whyIncomparable } from "./common-keys.ts";
import type { CommonKeys, JoinPartner } from "./join.ts";

/** A topic's keys, and how many of its records have the empty key. */
interface Partner extends JoinSide {
  readonly emptyRecords: number;
}

/** What each of these topics knows of those that it is joined with, by its name. */
export function joinPartners(all: readonly Partner[]): ReadonlyMap<string, readonly JoinPartner[]> {
  const found = new Map<string, JoinPartner[]>(all.map(({ contract }) => [contract.topic, []]));
  const add = (own: Partner, other: Partner, compared: Compared) => {
    const { topic } = other.contract;
    found.get(own.contract.topic)?.push({ topic, emptyRecords: other.emptyRecords, ...compared });
  };
  for (const [i, own] of all.entries()) {
    for (const other of all.slice(i + 1)) {
      const { joinedWith = [] } = own.contract;
      if (!joinedWith.some(({ topic }) => topic === other.contract.topic)) continue;
      const compared = compare(own, other);
      add(own, other, compared);
      add(other, own, { ...compared, common: compared.common && mirrored(compared.common) });
    }
  }
  return found;
}

type Compared = Pick<JoinPartner, "common" | "notCompared">;

function compare(own: JoinSide, other: JoinSide): Compared {
  const notCompared = whyIncomparable(own, other);
  return notCompared === undefined ? { common: commonKeys(own, other) } : { notCompared };
}

function mirrored({ own, other, ...keys }: CommonKeys): CommonKeys {
  return { ...keys, own: other, other: own };
}
