import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";

/** Keys that stand twice in one block, in the shape of the library's errors. */
export function duplicateKeys(document: Document.Parsed) {
  const found: { code: string; message: string; pos: readonly [number, number] }[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const [start] = key.range ?? [0];
        if (seen.has(key.value)) {
          found.push({ code: "DUPLICATE_KEY", message: "", pos: [start, start + 1] });
        }
        seen.add(key.value);
      }
    },
  });
  return found;
}

/** The pairs of blocks that something was looked up in, by their keys: there may be many topics. */
const pairsOf = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

function pairIn(map: YAMLMap, name: string): Pair | undefined {
  let pairs = pairsOf.get(map);
  if (pairs === undefined) {
    // The first of several, which the last entry of a Map would not be.
    const named = map.items.filter(({ key }) => isScalar(key)).toReversed();
    pairs = new Map(named.map((pair) => [String((pair.key as Scalar).value), pair]));
    pairsOf.set(map, pairs);
  }
  return pairs.get(name);
}

/** What stands under a name in a block, or at a number in a list. */
export function childOf(node: unknown, name: string): { key?: Node; value?: Node } | undefined {
  if (isMap(node)) {
    const pair = pairIn(node, name);
    return pair && { key: pair.key as Node, value: (pair.value ?? undefined) as Node | undefined };
  }
  if (isSeq(node)) {
    const item = node.items[Number(name)];
    return item === undefined ? undefined : { key: item as Node, value: item as Node };
  }
  return undefined;
}
