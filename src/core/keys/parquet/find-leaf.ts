import { columnTwice } from "../../errors/container-messages.ts";
import type { Leaf, Schema } from "./schema.ts";

export function columnName({ path }: Leaf): string {
  return path.join(".");
}

/** The column with a name, which may contain dots, or undefined. */
export function findLeaf(schema: Schema, name: string): Leaf | undefined {
  const [first, another] = leavesNamed(schema, name);
  if (first !== undefined && another?.path.length === first.path.length) throw columnTwice(name);
  return first;
}

/** The columns that a name may refer to, the shortest path first. */
export function leavesNamed(schema: Schema, name: string): Leaf[] {
  const all = schema.leaves.filter((leaf) => columnName(leaf) === name);
  return all.sort((a, b) => a.path.length - b.path.length);
}
