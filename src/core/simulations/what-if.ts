import type { RuleId } from "../contract/contract.ts";
import { findNonText } from "../keys/key-counts.ts";
import type { HotKey, Spread } from "../measures/measures.ts";
import { MAX_PARTITIONS } from "../partition-for.ts";
import { partitionerFor, partitionerNames } from "../partitioners/index.ts";
import { type PlacementName, RECORDED } from "../partitioners/placement-name.ts";
import { histograms } from "../tally/histogram.ts";
import { movedKeys, type PartitionPlacement } from "../tally/moved-keys.ts";
import { tallySpec } from "../tally/spec.ts";
import { tallyKeys } from "../tally/tally.ts";
import type { Case } from "./case.ts";
import { nearEvenCounts } from "./even-counts.ts";
import { isHashed } from "./hashed-case.ts";
import { simulateNewSchemaId } from "./new-schema-id.ts";
import { SaltSimulator } from "./salt.ts";
import { brokenRules, judgeLoads, type Simulated } from "./simulation.ts";
import { dominantKeys, simulateSplit } from "./split.ts";

const MULTIPLES = [1.5, 2, 4];
const NEXT_PRIMES = 2;
const SALTS = [2, 4, 8, 16, 32, 64];
const CONSUMER_MULTIPLES = [1, 1.25, 1.5, 1.75, 2];

/** One change of the settings, simulated on the keys. */
export interface Scenario {
  readonly kind:
    | "now"
    | "partitions"
    | "partitioner"
    | "salt"
    | "split"
    | "consumers"
    | "schema-id";
  readonly partitions: number;
  readonly partitioner: PlacementName;
  readonly consumers?: number | undefined;
  /** How many keys each of the `keys` hottest becomes. */
  readonly salt?: number;
  /** The id of a Schema Registry in the keys. */
  readonly schemaId?: number;
  /** The hottest keys, which are salted or get a topic of their own. */
  readonly hottest?: readonly HotKey[];
  readonly spread: Spread;
  /** The rules of the contract that it breaks, apart from differences from a baseline. */
  readonly broken: readonly RuleId[];
  /** Share of the different keys that move to another partition. */
  readonly movedKeyShare: number;
}

/**
 * Other partition counts, partitioners, salts, topics and consumers, one change at a time; nothing if no
 * record gets its partition from its key. If no hash is known, only other numbers of consumers.
 */
export function whatIf(subject: Case): Scenario[] {
  if (subject.measures.placedRecords === 0) return [];
  if (!isHashed(subject)) return [now(subject), ...otherConsumers(subject)];
  return [
    now(subject),
    ...otherCounts(subject),
    ...otherPartitioners(subject),
    ...otherConsumers(subject),
    ...keysApart(subject),
    ...newSchemaId(subject),
  ];
}

function now(subject: Case): Scenario {
  const { partitionCounts, maxKeyShare } = subject.measures;
  return scenario(subject, "now", judgeLoads(subject, partitionCounts, maxKeyShare));
}

function otherCounts(subject: Case): Scenario[] {
  const usual = partitionCandidates(subject.contract.partitions);
  const counts = [...new Set([...usual, ...nearEvenCounts(subject)])].sort((a, b) => a - b);
  const loads = histograms(subject.keys, subject.contract, counts);
  return counts.map((partitions, i) => {
    const simulated = judgeLoads(subject, loads[i] as Float64Array, subject.measures.maxKeyShare);
    return scenario(subject, "partitions", simulated, { partitions });
  });
}

/** 1.5, 2 and 4 times as many, and the next primes, in ascending order. */
function partitionCandidates(partitions: number): number[] {
  const multiples = MULTIPLES.map((factor) => Math.ceil(partitions * factor));
  const primes: number[] = [];
  for (let next = partitions + 1; primes.length < NEXT_PRIMES; next++) {
    if (isPrime(next)) primes.push(next);
  }
  const counts = [...new Set([...primes, ...multiples])].sort((a, b) => a - b);
  return counts.filter((count) => count <= MAX_PARTITIONS);
}

function isPrime(value: number): boolean {
  for (let divisor = 2; divisor * divisor <= value; divisor++) {
    if (value % divisor === 0) return false;
  }
  return value > 1;
}

function otherPartitioners(subject: Case): Scenario[] {
  const { contract, keys, measures } = subject;
  const keyType = contract.hashedAs ?? contract.keyType;
  const areTexts = findNonText(keys) === undefined;
  const others = partitionerNames.filter((name) => {
    const one = name === contract.partitioner ? undefined : partitionerFor(name, keyType);
    return one && (areTexts || !one.hashesText) && keys.digests?.has(one.hash) !== false;
  });
  return others.flatMap((partitioner) => {
    const placement = { ...contract, partitioner };
    const [loads] = histograms(keys, placement, [contract.partitions]);
    if (loads === undefined) return [];
    const simulated = judgeLoads(subject, loads, measures.maxKeyShare);
    return [scenario(subject, "partitioner", simulated, { partitioner })];
  });
}

function otherConsumers(subject: Case): Scenario[] {
  const { contract, measures } = subject;
  const { consumers: today } = contract;
  if (today === undefined) return [];
  const counts = new Set(CONSUMER_MULTIPLES.map((factor) => Math.ceil(today * factor)));
  return [...counts].map((consumers) => {
    const other = { ...subject, contract: { ...contract, consumers } };
    const simulated = judgeLoads(other, measures.partitionCounts, measures.maxKeyShare);
    return scenario(other, "consumers", simulated);
  });
}

/** The hottest keys salted, and the hottest one in a topic of its own. */
function keysApart(subject: Case): Scenario[] {
  const hottest = dominantKeys(subject);
  if (hottest.length === 0) return [];
  const { contract, measures } = subject;
  const aboutKeys = (some: readonly HotKey[]) => {
    return { hottest: some, movedKeyShare: some.length / measures.uniqueKeys };
  };
  const canBeSalted = contract.keyType === "string";
  const salts = new SaltSimulator(subject);
  const salted = (canBeSalted ? SALTS : []).map((salt) => {
    const simulated = salts.simulate(hottest, salt);
    return scenario(subject, "salt", simulated, { salt, ...aboutKeys(hottest) });
  });
  const splits = [...new Set([1, hottest.length])].flatMap((count) => {
    const some = hottest.slice(0, count);
    const rest = simulateSplit(subject, some);
    return rest === undefined ? [] : [scenario(subject, "split", rest, aboutKeys(some))];
  });
  return [...splits, ...salted];
}

function newSchemaId(subject: Case): Scenario[] {
  const simulated = simulateNewSchemaId(subject);
  if (simulated === undefined) return [];
  const { schemaId, movedKeyShare } = simulated;
  return [{ ...scenario(subject, "schema-id", simulated), schemaId, movedKeyShare }];
}

function scenario(
  subject: Case,
  kind: Scenario["kind"],
  { measures }: Simulated,
  about: Partial<Scenario & PartitionPlacement> = {},
): Scenario {
  const { contract, keys } = subject;
  const { partitions, partitioner, consumers } = contract;
  const other = { partitions, partitioner, ...about };
  const moved = isHashed(subject) ? movedKeys(keys, contract, other, contract) : undefined;
  return {
    kind,
    consumers,
    movedKeyShare: (moved?.keys ?? 0) / subject.measures.uniqueKeys,
    ...other,
    partitioner: isHashed(subject) ? other.partitioner : RECORDED,
    spread: measures,
    broken: brokenRules(withClients(subject, other), measures),
  };
}

/** Clients that write the topic agree or disagree elsewhere under another placement. */
function withClients(subject: Case, { partitions, partitioner }: PartitionPlacement): Case {
  const { contract, keys } = subject;
  const isSame = partitions === contract.partitions && partitioner === contract.partitioner;
  if (isSame || contract.producers.length === 0) return subject;
  const placed = { ...contract, partitions, partitioner };
  return { ...subject, contract: placed, tally: tallyKeys(keys, tallySpec(placed)) };
}
