import { damagedParquet } from "./damaged.ts";
import type { Shape, ThriftStruct } from "./thrift.ts";

const OTHER_LOGICAL = [
  [6, "DATE"],
  [7, "TIME"],
  [8, "TIMESTAMP"],
  [13, "BSON"],
  [15, "FLOAT16"],
  [16, "VARIANT"],
  [17, "GEOMETRY"],
  [18, "GEOGRAPHY"],
] as const;

/** Physical types by their numbers in parquet.thrift. */
export const Type = {
  BOOLEAN: 0,
  INT32: 1,
  INT64: 2,
  INT96: 3,
  FLOAT: 4,
  DOUBLE: 5,
  BYTE_ARRAY: 6,
  FIXED: 7,
} as const;

const TYPE_NAMES = ["BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED"];
/** By the number of the type; 0 for BYTE_ARRAY and FIXED, which have no standard width. */
const WIDTHS = [1, 4, 8, 12, 4, 8, 0, 0];

/** What a physical type represents. */
type Meaning =
  | { readonly kind: "none" | "text" | "uuid" | "signed" | "unsigned" }
  | { readonly kind: "decimal"; readonly scale: number }
  /** Dates, times and other types with several forms as text. */
  | { readonly kind: "other"; readonly name: string };

/** A column with values. */
export interface Leaf {
  /** Its index among all columns with values. */
  readonly index: number;
  readonly path: readonly string[];
  readonly type: number;
  /** Bytes of each value; 0 if they vary. */
  readonly width: number;
  readonly meaning: Meaning;
  /** The definition level of a value that is present; 0 if all are. */
  readonly definitions: number;
  /** How many lists it is nested in. */
  readonly repetitions: number;
}

/** A column that contains others. */
interface Group {
  readonly path: readonly string[];
  readonly fields: readonly string[];
}

export interface Schema {
  readonly leaves: readonly Leaf[];
  readonly groups: readonly Group[];
}

/** parquet.thrift: SchemaElement, with LogicalType at 10. */
export const SCHEMA_SHAPE: Shape = {
  1: "value",
  2: "value",
  3: "value",
  4: "value",
  5: "value",
  6: "value",
  7: "value",
  10: {
    1: "value",
    4: "value",
    5: { 1: "value" },
    6: "value",
    7: "value",
    8: "value",
    10: { 2: "value" },
    11: "value",
    12: "value",
    13: "value",
    14: "value",
    15: "value",
    16: "value",
    17: "value",
    18: "value",
  },
};

const REPEATED = 2;
const OPTIONAL = 1;
const MAX_DEPTH = 64;

/** The columns in a footer's flat list, which is the tree in depth-first order. */
export function readSchema(elements: readonly ThriftStruct[]): Schema {
  const leaves: Leaf[] = [];
  const groups: Group[] = [];
  let next = 1;
  const visit = (path: readonly string[], definitions: number, repetitions: number): string => {
    const element = elements[next++];
    if (element === undefined || path.length > MAX_DEPTH) {
      throw damagedParquet("its schema is incomplete");
    }
    const repetition = element.int(3) ?? 0;
    const own = [...path, element.text(4)];
    const [inDefinitions, inRepetitions] = [
      definitions + (repetition === OPTIONAL || repetition === REPEATED ? 1 : 0),
      repetitions + (repetition === REPEATED ? 1 : 0),
    ];
    if (element.has(1)) {
      const levels = { definitions: inDefinitions, repetitions: inRepetitions };
      leaves.push({ index: leaves.length, path: own, ...levels, ...typeOf(element) });
    } else {
      const count = element.int(5) ?? 0;
      const fields: string[] = [];
      groups.push({ path: own, fields });
      for (let i = 0; i < count; i++) fields.push(visit(own, inDefinitions, inRepetitions));
    }
    return own.at(-1) as string;
  };
  const count = elements[0]?.int(5) ?? 0;
  for (let i = 0; i < count; i++) visit([], 0, 0);
  if (next !== elements.length) throw damagedParquet("its schema is incomplete");
  return { leaves, groups };
}

function typeOf(element: ThriftStruct): Pick<Leaf, "type" | "width" | "meaning"> {
  const type = element.size(1);
  if (TYPE_NAMES[type] === undefined) throw damagedParquet("a column has an unknown type");
  const width = type === Type.FIXED ? element.size(2) : (WIDTHS[type] as number);
  if (type === Type.FIXED && width === 0) throw damagedParquet("a column has no width");
  return { type, width, meaning: meaningOf(element, type) };
}

/** From the logical type, or the converted type in older files. */
function meaningOf(element: ThriftStruct, type: number): Meaning {
  const logical = element.struct(10);
  if (logical?.has(14)) return { kind: "uuid" };
  const decimal = logical?.struct(5);
  if (decimal !== undefined) return { kind: "decimal", scale: decimal.int(1) ?? 0 };
  const integer = logical?.struct(10);
  if (integer !== undefined) return { kind: integer.isFalse(2) ? "unsigned" : "signed" };
  const other = OTHER_LOGICAL.find(([field]) => logical?.has(field));
  if (other !== undefined) return { kind: "other", name: other[1] };
  return convertedMeaning(element, type);
}

/** The numbers of ConvertedType with several forms as text. */
const OTHER_CONVERTED = new Map([
  [6, "DATE"],
  [7, "TIME"],
  [8, "TIME"],
  [9, "TIMESTAMP"],
  [10, "TIMESTAMP"],
  [20, "BSON"],
  [21, "INTERVAL"],
]);

function convertedMeaning(element: ThriftStruct, type: number): Meaning {
  const converted = element.int(6);
  if (converted === 5) return { kind: "decimal", scale: element.int(7) ?? 0 };
  const other = OTHER_CONVERTED.get(converted ?? -1);
  if (other !== undefined) return { kind: "other", name: other };
  if (converted !== undefined && converted >= 11 && converted <= 14) return { kind: "unsigned" };
  if (type === Type.INT32 || type === Type.INT64) return { kind: "signed" };
  return { kind: type === Type.BYTE_ARRAY && converted !== undefined ? "text" : "none" };
}

/** The name of a type in the specification. */
export function typeName({ type, meaning }: Leaf): string {
  if (meaning.kind === "other") return meaning.name;
  return meaning.kind === "none" || meaning.kind === "text"
    ? (TYPE_NAMES[type] as string)
    : meaning.kind.toUpperCase();
}
