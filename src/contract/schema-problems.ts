import type { ErrorObject } from "ajv";
import schema from "../../schemas/skew-contract.schema.json" with { type: "json" };
import validate from "../generated/validate-contract.js";
import { didYouMean } from "../text/did-you-mean.ts";
import { printable } from "../text/printable.ts";
import type { Problem } from "./problem.ts";

interface FieldSchema {
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

const fields: Readonly<Record<string, FieldSchema>> = {
  ...schema.properties,
  ...schema.definitions.keyFile.properties,
  ...schema.definitions.fields,
};

/** All problems that the JSON Schema finds, in its order; empty where it finds none. */
export function schemaProblems(data: unknown): Problem[] {
  if (validate(data)) return [];
  const errors = validate.errors ?? [];
  const problems = errors.flatMap((error) => explain(error, data));
  const seen = new Set<string>();
  return problems.filter(({ path, what }) => {
    const id = JSON.stringify([path, what]);
    return seen.size < seen.add(id).size;
  });
}

function explain(error: ErrorObject, data: unknown): Problem[] {
  const path = error.instancePath.split("/").slice(1).map(unescapePointer);
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? "the contract";
  const value = path.reduce<unknown>(childOf, data);
  const at = { path, target: "value" as const };
  const next = advice(name);
  const { params, keyword } = error;
  switch (keyword) {
    case "additionalProperties":
      return [unknownField(path, params.additionalProperty, allowedIn(path))];
    case "required":
      return [missingField(path, params.missingProperty)];
    case "propertyNames":
      return [unknownField(path, params.propertyName, allowedIn(path))];
    case "enum":
      return isPropertyName(error) ? [] : [notOneOf(at, name, value, params.allowedValues)];
    case "const":
      return [{ ...at, what: `${name} is ${show(value)}; this release knows 1`, next }];
    case "type":
      return [{ ...at, what: `${name} must be ${article(params.type)}, not ${show(value)}`, next }];
    case "pattern":
      return [{ ...at, what: `${name} is not a JSON pointer: ${show(value)}`, next }];
    case "if":
      return [];
    default:
      return [
        {
          ...at,
          what: `${name} ${bounds(error)}, not ${show(value)}`,
          next: percentHint(value, keyword) ?? next,
        },
      ];
  }
}

function unknownField(path: readonly string[], field: string, allowed: readonly string[]): Problem {
  return {
    path: [...path, field],
    target: "key",
    what: `unknown field "${printable(field, 60)}"${didYouMean(field, allowed)}`,
    next: `Fields here: ${allowed.join(", ")}.`,
  };
}

function missingField(path: readonly string[], field: string): Problem {
  const example = fields[field]?.examples?.[0];
  const sample = field === "version" ? 1 : (example ?? "…");
  const write = `${field}:${field === "topics" ? "" : ` ${sample}`}`;
  return { path, target: "key", what: `"${field}" is missing`, next: `Add the line \`${write}\`.` };
}

function notOneOf(
  at: Pick<Problem, "path" | "target">,
  name: string,
  value: unknown,
  allowed: readonly string[],
): Problem {
  const hint = typeof value === "string" ? didYouMean(value, allowed) : "";
  return {
    ...at,
    what: `${show(value)} is no ${name}${hint}`,
    next: `Write one of ${allowed.join(", ")}.`,
  };
}

/** The names that may stand where the path leads. */
function allowedIn(path: readonly string[]): string[] {
  if (path.length === 0) return Object.keys(schema.properties);
  if (path.at(-1) === "severity") return schema.definitions.fields.severity.propertyNames.enum;
  if (path.includes("keys")) return Object.keys(schema.definitions.keyFile.properties);
  const { topic } = schema.definitions;
  const owner = path[0] === "defaults" ? schema.properties.defaults : topic;
  return Object.keys(owner.properties);
}

function isPropertyName(error: ErrorObject): boolean {
  return error.schemaPath.includes("/propertyNames/");
}

function bounds({ keyword, params }: ErrorObject): string {
  const { limit } = params;
  if (keyword === "minimum") return `must be at least ${limit}`;
  if (keyword === "exclusiveMinimum") return `must be more than ${limit}`;
  if (keyword === "maximum") return `must be at most ${limit}`;
  if (keyword === "minLength" || keyword === "minItems" || keyword === "minProperties") {
    return "must not be empty";
  }
  return keyword === "uniqueItems" ? "must not name anything twice" : "is not allowed";
}

/** Someone who writes 8 means 8 %. */
function percentHint(value: unknown, keyword: string): string | undefined {
  const meansPercent = keyword === "maximum" && typeof value === "number" && value <= 100;
  return meansPercent ? `Shares run from 0 to 1: write ${value / 100} for ${value} %.` : undefined;
}

function advice(name: string): string {
  const field = fields[name];
  if (field === undefined) return "See the schema: skew-contract schema.";
  const example = field.examples?.[0];
  const write = example === undefined ? "" : ` For example: ${name}: ${JSON.stringify(example)}`;
  return `${field.description ?? ""}${write}`;
}

function article(type: string | readonly string[]): string {
  const names: Record<string, string> = {
    integer: "a whole number",
    number: "a number",
    string: "text",
    object: "a block of fields",
    array: "a list",
  };
  return [type]
    .flat()
    .map((one) => names[one] ?? one)
    .join(" or ");
}

function show(value: unknown): string {
  if (typeof value === "string") return `the text "${printable(value, 40)}"`;
  if (value === undefined || value === null) return "empty";
  if (typeof value === "object") return Array.isArray(value) ? "a list" : "a block of fields";
  return String(value);
}

function childOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function unescapePointer(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}
