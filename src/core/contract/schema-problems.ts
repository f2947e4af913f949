import type { ErrorObject } from "ajv";
import validate from "#generated/validate-contract.js";
import schema from "../../../schemas/skew-contract.schema.json" with { type: "json" };
import { didYouMean } from "../text/did-you-mean.ts";
import { clip } from "../text/printable.ts";
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

/** All problems that the JSON Schema finds, in its order. */
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
  const { params, keyword } = error;
  if (keyword === "if" || (keyword === "enum" && isPropertyName(error))) return [];
  if (keyword === "minLength" && isPropertyName(error)) return [emptyTopicName()];
  if (keyword === "additionalProperties") return [unknownField(path, params.additionalProperty)];
  if (keyword === "propertyNames") {
    return params.propertyName === "" ? [] : [unknownField(path, params.propertyName)];
  }
  if (keyword === "required") return [missingField(path, params.missingProperty)];
  return [wrongValue(error, path, path.reduce<unknown>(childOf, data))];
}

function wrongValue(error: ErrorObject, path: readonly string[], value: unknown): Problem {
  const { keyword, params } = error;
  const name = subjectOf(path);
  if (keyword === "enum") return notOneOf(path, name, value, params.allowedValues);
  const next = percentHint(value, keyword) ?? adviceFor(path);
  return { path, target: "value", what: `${name} ${fault(error, value)}`, next };
}

/** What is wrong with the value: a sentence without its subject. */
function fault(error: ErrorObject, value: unknown): string {
  const { keyword, params } = error;
  if (keyword === "const") return `is ${show(value)}; this release supports 1`;
  const form = error.instancePath.endsWith("/window") ? "length of time" : "JSON pointer";
  if (keyword === "pattern") return `is not a ${form}: ${show(value)}`;
  if (keyword === "type") return `must be ${article(params.type)}, not ${show(value)}`;
  // An empty list or block has nothing to show.
  return typeof value === "object" ? bounds(error) : `${bounds(error)}, not ${show(value)}`;
}

function emptyTopicName(): Problem {
  const next = "Write the topic's name before the colon.";
  return { path: ["topics", ""], target: "key", what: "the name of a topic is empty", next };
}

/** Depth of the path at which a topic's fields begin; 0 if there is no topic. */
function fieldsDepth([first]: readonly string[]): number {
  return first === "topics" ? 2 : first === "defaults" ? 1 : 0;
}

/** The schema's name of the field that a path leads to or through. */
function fieldOf(path: readonly string[]): string | undefined {
  const [field, ...inner] = path.slice(fieldsDepth(path));
  if (path.length === 1 || fieldsDepth(path) === 0) return path[0];
  const innermost = inner.findLast((part) => !/^\d+$/.test(part));
  return isByRule(field) ? field : (innermost ?? field);
}

/** Fields with a value for each rule. */
function isByRule(field: string | undefined): field is "severity" | "tolerance" {
  return field === "severity" || field === "tolerance";
}

function subjectOf(path: readonly string[]): string {
  if (path[0] === "co_partitioned" && path.length > 1) {
    return path.length === 2 ? "a group of co_partitioned" : "a topic of co_partitioned";
  }
  if (isByRule(path.at(-2))) return `the ${path.at(-2)} of ${path.at(-1)}`;
  return fieldOf(path) ?? path.at(-1) ?? "the contract";
}

function unknownField(path: readonly string[], field: string): Problem {
  const allowed = allowedIn(path);
  return {
    path: [...path, field],
    target: "key",
    what: `unknown field "${clip(field, 60)}"${didYouMean(field, allowed)}`,
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
  path: readonly string[],
  name: string,
  value: unknown,
  allowed: readonly string[],
): Problem {
  const hint = typeof value === "string" ? didYouMean(value, allowed) : "";
  const what = isByRule(path.at(-2))
    ? `${name} is ${show(value)}${hint}`
    : `${show(value)} is not a valid ${name === "producers" ? "producer" : name}${hint}`;
  return { path, target: "value", what, next: `Write one of ${allowed.join(", ")}.` };
}

/** The field names that are allowed at the path. */
function allowedIn(path: readonly string[]): string[] {
  if (path.length === 0) return Object.keys(schema.properties);
  const [field] = path.slice(fieldsDepth(path));
  if (isByRule(field)) return schema.definitions.fields[field].propertyNames.enum;
  if (field === "keys") return Object.keys(schema.definitions.keyFile.properties);
  if (field === "producers") return Object.keys(schema.definitions.producerFields.properties);
  const owner = path[0] === "defaults" ? schema.properties.defaults : schema.definitions.topic;
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
    return limit > 1 ? `must have at least ${limit} entries` : "must not be empty";
  }
  return keyword === "uniqueItems" ? "must not contain duplicates" : "is not allowed";
}

/** Someone who writes 8 means 8 %. */
function percentHint(value: unknown, keyword: string): string | undefined {
  const meansPercent = keyword === "maximum" && typeof value === "number" && value <= 100;
  return meansPercent ? `Shares are from 0 to 1: write ${value / 100} for ${value} %.` : undefined;
}

function adviceFor(path: readonly string[]): string {
  const name = fieldOf(path);
  const field = name === undefined || !Object.hasOwn(fields, name) ? undefined : fields[name];
  if (field === undefined) {
    return path.length === 2
      ? "Put the topic's fields below it, indented, such as partitions: 48."
      : "`skew-contract schema` prints the fields of a contract.";
  }
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
  if (typeof value === "string") return `the text "${clip(value, 40)}"`;
  if (Array.isArray(value)) return "a list";
  if (value === undefined || value === null) return "empty";
  if (typeof value === "object") return "a block of fields";
  return String(value);
}

function childOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function unescapePointer(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}
