import type { KeyPlan, PlanOrder } from "./key-plan.ts";
import { NumberedKeys } from "./numbered-keys.ts";
import { refuseOverlap } from "./refuse-overlap.ts";
import { shuffle } from "./shuffle.ts";

const HOT_SHARE = 0.8;
const HOT_KEY = "hot-key";
const COLD_KEYS = "cold-key-";

interface SimulationInput extends PlanOrder {
  readonly records: number;
  /** Prefixes of the keys, used in turn; at least one. */
  readonly patterns: readonly string[];
}

interface Simulation {
  readonly title: string;
  plan(input: SimulationInput): KeyPlan;
}

/** The simulations, with the names that the original analyzer uses. */
export const simulations = {
  normal: {
    title: "every pattern with the numbers 0…99",
    plan: (input) => cycle(input, 100),
  },
  "less-repetition": {
    title: "every pattern with the numbers 0…999",
    plan: (input) => cycle(input, 1_000),
  },
  "more-repetition": {
    title: "every pattern with the numbers 0…9",
    plan: (input) => cycle(input, 10),
  },
  "no-repetition": {
    title: "every key once",
    plan: (input) => cycle(input, Number.POSITIVE_INFINITY),
  },
  "hot-key": {
    title: "80 % of the records have one key; each of the others has its own",
    plan: hotKey,
  },
} satisfies Record<string, Simulation>;

export type SimulationName = keyof typeof simulations;

/**
 * Record n has pattern n mod L (of L patterns) and the number ⌊n / L⌋ mod `numbers`, so that each
 * pattern gets all numbers. The original analyzer uses n mod `numbers`, so that two patterns and 100
 * numbers give 100 keys instead of 200.
 */
function cycle({ records, patterns }: SimulationInput, numbers: number): KeyPlan {
  const distinctKeys = Math.min(records, patterns.length * numbers);
  refuseOverlap(patterns, Math.ceil(distinctKeys / patterns.length));
  const keys = patterns.map((pattern) => new NumberedKeys(pattern));
  const [perKey, remainder] = [Math.floor(records / distinctKeys), records % distinctKeys];
  const patternOf = (ordinal: number) => ordinal % patterns.length;
  return {
    records,
    distinctKeys,
    nullRecords: 0,
    isShuffled: false,
    patterns,
    patternOf,
    ordinalAt: (index) => index % distinctKeys,
    key: (ordinal) =>
      (keys[patternOf(ordinal)] as NumberedKeys).key(Math.floor(ordinal / patterns.length)),
    countOf: (ordinal) => perKey + (ordinal < remainder ? 1 : 0),
  };
}

/** Ordinal 0 is the hot key; ordinal n + 1 is the cold key with number `hot` + n. */
function hotKey({ records, seed, isOrdered }: SimulationInput): KeyPlan {
  const hot = Math.ceil(records * HOT_SHARE);
  const order = isOrdered
    ? undefined
    : shuffle(
        Uint32Array.from({ length: records }, (_, i) => i),
        seed,
      );
  const hotBytes = new TextEncoder().encode(HOT_KEY);
  const cold = new NumberedKeys(COLD_KEYS);
  return {
    records,
    distinctKeys: 1 + records - hot,
    nullRecords: 0,
    isShuffled: !isOrdered,
    patterns: [HOT_KEY, COLD_KEYS],
    patternOf: (ordinal) => (ordinal === 0 ? 0 : 1),
    ordinalAt: (index) => Math.max(0, (order?.[index] ?? index) - hot + 1),
    key: (ordinal) => (ordinal === 0 ? hotBytes : cold.key(hot + ordinal - 1)),
    countOf: (ordinal) => (ordinal === 0 ? hot : 1),
  };
}
