import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { clientNames } from "#core/clients/families.ts";
import { keyFormats } from "#core/keys/formats.ts";
import { serializeKey } from "#core/keys/key-type.ts";
import { partitioners } from "#core/partitioners/index.ts";
import { rules } from "#core/rules/index.ts";
import schema from "../../../schemas/skew-contract.schema.json" with { type: "json" };
import { errorsOf } from "../../support/judge-keys.ts";

const { fields, keyFile, topic } = schema.definitions;
const ajv = new Ajv({ allErrors: true, strictTypes: false });
const validate = ajv.compile(schema);

interface Field {
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

const described: [string, Field][] = [
  ...Object.entries<Field>(schema.properties),
  ...Object.entries<Field>(fields),
  ...Object.entries<Field>(keyFile.properties),
];

describe.each(described)("the field %s", (_, field) => {
  it("has a description of at least a few words", () => {
    expect(field.description?.split(" ").length).toBeGreaterThan(3);
  });

  it("has an example", () => {
    expect(field.examples?.length).toBeGreaterThan(0);
  });
});

describe("examples", () => {
  it.each(Object.entries<Field>(fields))("of %s are valid", (name, { examples = [] }) => {
    for (const example of examples) {
      validate({ version: 1, topics: { t: { [name]: example } } });
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it.each(Object.entries<Field>(keyFile.properties))("of keys.%s are valid", (name, field) => {
    for (const example of field.examples ?? []) {
      validate({ version: 1, topics: { t: { keys: { path: "a", [name]: example } } } });
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});

describe("names in the schema are those of the registries", () => {
  const sorted = (names: Iterable<string>) => [...names].sort();

  it("partitioners", () => {
    expect(sorted(fields.partitioner.enum)).toEqual(
      sorted([...Object.keys(partitioners), "recorded"]),
    );
  });

  it("clients, for producer and producers", () => {
    expect(sorted(fields.producer.enum)).toEqual(sorted(clientNames));
    expect(sorted(fields.producers.items.else.enum)).toEqual(sorted(clientNames));
  });

  it("key types", () => {
    const [unknown] = errorsOf(() => serializeKey("no such type" as "string", ""));
    const names = unknown?.next?.match(/Use one of (.*)\./)?.[1]?.split(", ") ?? [];
    expect(sorted(fields.key_type.enum)).toEqual(sorted(names));
  });

  it("key formats", () => {
    expect(sorted(keyFile.properties.format.enum)).toEqual(sorted(Object.keys(keyFormats)));
  });

  it("rules, each with a severity and a field", () => {
    const ids = rules.map(({ id }) => id);
    expect(sorted(fields.severity.propertyNames.enum)).toEqual(sorted(ids));
    // The baseline switches remap on, the records partitioner, key_frame schema_ids, and severity
    // confidence; co_partitioned is no topic's own field, and partition_count is for audit.
    const withoutField = ["remap", "partitioner", "schema_ids", "confidence", "co_partitioned"];
    const withField = ids.filter((id) => ![...withoutField, "partition_count"].includes(id));
    for (const id of withField) expect(Object.keys(topic.properties)).toContain(id);
    // What is compared with the baseline itself has no earlier value.
    const withLimit = withField.filter((id) => !["producers", "min_known_keys"].includes(id));
    expect(sorted(fields.tolerance.propertyNames.enum)).toEqual(sorted(withLimit));
  });
});

it("a topic has every field, defaults have all but keys and key_source", () => {
  expect(Object.keys(topic.properties).sort()).toEqual(Object.keys(fields).sort());
  const inherited = Object.keys(fields).filter((name) => !["keys", "key_source"].includes(name));
  expect(Object.keys(schema.properties.defaults.properties).sort()).toEqual(inherited.sort());
});

it("each field of a topic is the field of that name", () => {
  const owners = [topic.properties, schema.properties.defaults.properties];
  for (const properties of owners) {
    for (const [name, { $ref }] of Object.entries(properties)) {
      expect($ref).toBe(`#/definitions/fields/${name}`);
    }
  }
});

it("is valid draft-07", () => {
  expect(schema.$schema).toBe("http://json-schema.org/draft-07/schema#");
  expect(ajv.validateSchema(schema)).toBe(true);
});
