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

/** Duplicate keys in a block, in the shape of the library's errors. */
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

/** Pairs by key, cached for blocks with a lookup: there may be many topics. */
const pairsOf = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

function pairIn(map: YAMLMap, name: string): Pair | undefined {
  let pairs = pairsOf.get(map);
  if (pairs === undefined) {
    // Reversed, so that the first of duplicates wins.
    const named = map.items.filter(({ key }) => isScalar(key)).toReversed();
    pairs = new Map(named.map((pair) => [String((pair.key as Scalar).value), pair]));
    pairsOf.set(map, pairs);
  }
  return pairs.get(name);
}

/** The entry with this name in a block, or at this index in a list. */
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
