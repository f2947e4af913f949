import type { HotKey } from "../measures/measures.ts";
import { type Case, separableKeys } from "../simulations/case.ts";
import { SaltSimulator } from "../simulations/salt.ts";
import { areAlreadyThere } from "../simulations/salted-keys.ts";
import { hasRoom, roomier, type Simulated } from "../simulations/simulation.ts";
import { joinedToo } from "./joined-topics.ts";
import { describeOutcome } from "./outcome-text.ts";
import { outcomeOf } from "./remedy.ts";
import {
  type Advice,
  nameKeys,
  type Suggester,
  sentenceWithKeys,
  spreadIsBroken,
} from "./suggestion.ts";

/** Consumers must combine so many keys at most. */
const MAX_WAYS = 128;
/** Partitions and salted keys that all trials may process: limits the time. */
const MAX_WORK = 2_000_000;

/** The hottest keys, split into the fewest keys in total that meet the contract. */
export const salting: Suggester = {
  id: "salting",
  needsHash: true,
  suggest(subject) {
    const { contract, keys } = subject;
    if (!spreadIsBroken(subject) || contract.keyType !== "string") return undefined;
    const found = smallestSalt(subject);
    if (found === undefined || areAlreadyThere(keys, found.hottest, found.ways)) return undefined;
    return adviceOn(found, joinedToo(contract));
  },
};

interface Salted {
  readonly hottest: readonly HotKey[];
  readonly ways: number;
  readonly simulated: Simulated;
}

/** With room below the limits if that is possible. */
function smallestSalt(subject: Case): Salted | undefined {
  const keys = separableKeys(subject);
  const salts = new SaltSimulator(subject);
  let best: Salted | undefined;
  let tight: Salted | undefined;
  let work = 0;
  for (let count = 1; count <= keys.length; count++) {
    const hottest = keys.slice(0, count);
    const most = best === undefined ? MAX_WAYS : partsOf(best) / count;
    for (let ways = 2; ways <= MAX_WAYS && ways < most; ways++) {
      work += subject.measures.partitions + count * ways;
      if (work > MAX_WORK) return best ?? tight;
      const simulated = salts.simulate(hottest, ways);
      tight = roomier(tight, { hottest, ways, simulated });
      if (!hasRoom(simulated)) continue;
      best = { hottest, ways, simulated };
      break;
    }
  }
  return best ?? tight;
}

function partsOf({ hottest, ways }: Salted): number {
  return hottest.length * ways;
}

function adviceOn({ hottest, ways, simulated }: Salted, joined: string): Advice {
  const each = hottest.length > 1 ? " each" : "";
  const parts = sentenceWithKeys`Salting: split ${nameKeys(hottest)} over ${ways} keys${each} by adding ${ways === 2 ? "#0 and #1" : `#0 to #${ways - 1}`} in turn; simulated, the topic ${describeOutcome(simulated)}. Records of a salted key are then ordered only within each part, and consumers must combine the parts.${joined}`;
  return {
    parts,
    remedies: [{ kind: "salt", keys: hottest, ways, outcome: outcomeOf(simulated) }],
  };
}
