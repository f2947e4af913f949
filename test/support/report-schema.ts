import { Ajv } from "ajv";
import { expect } from "vitest";
import schema from "../../schemas/report.schema.json" with { type: "json" };

const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(schema);

/** Fails unless this is a JSON report as its schema says. */
export function expectReport(json: string): void {
  validate(JSON.parse(json));
  expect(validate.errors ?? []).toEqual([]);
}
