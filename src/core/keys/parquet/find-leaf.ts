import { columnTwice } from "../../errors/container-messages.ts";
import type { Leaf, Schema } from "./schema.ts";

export function nameOf({ path }: Leaf): string {
  return path.join(".");
}

/** The column of a name, which may have dots in it; undefined where there is none. */
export function findLeaf(schema: Schema, name: string): Leaf | undefined {
  const [first, another] = leavesCalled(schema, name);
  if (first !== undefined && another?.path.length === first.path.length) throw columnTwice(name);
  return first;
}

/** Those that a name may mean, the shortest path first. */
export function leavesCalled(schema: Schema, name: string): Leaf[] {
  const all = schema.leaves.filter((leaf) => nameOf(leaf) === name);
  return all.sort((a, b) => a.path.length - b.path.length);
}
