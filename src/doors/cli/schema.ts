import { unknownName } from "#core/errors/messages.ts";
import analysis from "../../../schemas/analysis.schema.json" with { type: "json" };
import recommendation from "../../../schemas/recommendation.schema.json" with { type: "json" };
import report from "../../../schemas/report.schema.json" with { type: "json" };
import contract from "../../../schemas/skew-contract.schema.json" with { type: "json" };
import type { Io } from "./io.ts";

const schemas = { contract, report, analysis, recommendation };

/** Prints the JSON Schema of the contract, of the JSON report, or of a live report. */
export function schema(name: string, { stdout }: Io): 0 {
  const known = Object.keys(schemas);
  if (!Object.hasOwn(schemas, name)) throw unknownName("schema", name, known);
  stdout.write(`${JSON.stringify(schemas[name as keyof typeof schemas], null, 2)}\n`);
  return 0;
}
