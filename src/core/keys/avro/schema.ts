import { damagedAvro } from "./damaged.ts";

/** A type in a schema (Avro specification, "Schema Declaration"), with names resolved. */
export interface AvroType {
  readonly kind: string;
  readonly logical: string | undefined;
  readonly scale: number;
  /** For a fixed. */
  readonly size: number;
  /** For an enum. */
  readonly symbols: readonly string[];
  /** For a record. */
  fields: readonly AvroField[];
  /** One for an array or map, several for a union. */
  parts: readonly AvroType[];
}

export interface AvroField {
  readonly name: string;
  readonly type: AvroType;
}

/** The fields of a declaration; each may be of any type. */
interface Json {
  readonly [name: string]: unknown;
  readonly type?: unknown;
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly fields?: unknown;
  readonly symbols?: unknown;
  readonly size?: unknown;
  readonly logicalType?: unknown;
  readonly scale?: unknown;
}

const PRIMITIVES = new Set("null boolean int long float double bytes string".split(" "));
const MAX_TYPES = 100_000;

/** @throws UserError if the text is not a schema */
export function parseSchema(text: string): AvroType {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw damagedAvro("its schema is not JSON", cause);
  }
  return new SchemaParser().type(json, "");
}

class SchemaParser {
  readonly #named = new Map<string, AvroType>();
  #types = 0;

  type(json: unknown, namespace: string): AvroType {
    if (++this.#types > MAX_TYPES) throw damagedAvro("its schema is too large");
    if (typeof json === "string") return this.#byName(json, namespace);
    if (Array.isArray(json)) {
      return { ...bare("union"), parts: json.map((one) => this.type(one, namespace)) };
    }
    if (typeof json !== "object" || json === null) throw damagedAvro("its schema is wrong");
    const object = json as Json;
    const kind = object.type;
    if (typeof kind !== "string") return this.type(kind, namespace);
    if (kind === "array" || kind === "map") {
      const part = object[kind === "array" ? "items" : "values"];
      return { ...bare(kind), parts: [this.type(part, namespace)] };
    }
    const isNamed = kind === "record" || kind === "error" || kind === "enum" || kind === "fixed";
    return isNamed
      ? this.#declared(kind, object, namespace)
      : this.#annotated(object, kind, namespace);
  }

  #byName(name: string, namespace: string): AvroType {
    if (PRIMITIVES.has(name)) return bare(name);
    const found = this.#named.get(fullName(name, namespace)) ?? this.#named.get(name);
    if (found === undefined) throw damagedAvro("its schema names a type that it does not define");
    return found;
  }

  #annotated(object: Json, kind: string, namespace: string): AvroType {
    const type = this.#byName(kind, namespace);
    return PRIMITIVES.has(kind) ? { ...type, ...logicalOf(object) } : type;
  }

  #declared(kind: string, object: Json, outer: string): AvroType {
    const own = String(object.name);
    const namespace =
      typeof object.namespace === "string" && !own.includes(".") ? object.namespace : outer;
    const full = fullName(own, namespace);
    const type: AvroType = {
      ...bare(kind === "error" ? "record" : kind),
      ...logicalOf(object),
      size: Number(object.size ?? 0),
      symbols: Array.isArray(object.symbols) ? object.symbols.map(String) : [],
    };
    if (!Number.isSafeInteger(type.size) || type.size < 0) throw damagedAvro("its schema is wrong");
    this.#named.set(full, type);
    if (type.kind !== "record") return type;
    const fields = object.fields;
    if (!Array.isArray(fields)) throw damagedAvro("its schema is wrong");
    const inner = full.includes(".") ? full.slice(0, full.lastIndexOf(".")) : "";
    type.fields = fields.map((field: Json | null) => {
      return { name: String(field?.name), type: this.type(field?.type, inner) };
    });
    return type;
  }
}

function bare(kind: string): AvroType {
  return { kind, logical: undefined, scale: 0, size: 0, symbols: [], fields: [], parts: [] };
}

function logicalOf(object: Json): Pick<AvroType, "logical" | "scale"> {
  const { logicalType, scale } = object;
  const isScale = typeof scale === "number" && Number.isSafeInteger(scale) && scale >= 0;
  return {
    logical: typeof logicalType === "string" ? logicalType : undefined,
    scale: isScale ? Math.min(scale, 10_000) : 0,
  };
}

function fullName(name: string, namespace: string): string {
  return name.includes(".") || namespace === "" ? name : `${namespace}.${name}`;
}
