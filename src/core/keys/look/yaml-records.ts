import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

const FIELD = /^(?:- |\s+)?(\w+):(?: |$)/;

/** YAML with records over several lines, as kafkactl writes them. */
export function yamlRecords({ lines }: Head): Look | undefined {
  const written = lines.filter((line) => line.trim() !== "" && line !== "---");
  if (!most(written, NEARLY_ALL, (line) => FIELD.test(line))) return undefined;
  const names = new Set(written.map((line) => FIELD.exec(line)?.[1]?.toLowerCase()));
  const isRecord =
    names.has("key") && ["offset", "partition", "value"].some((one) => names.has(one));
  if (!isRecord) return undefined;
  return {
    kind: "YAML with records over several lines",
    advice:
      "Export JSON instead: kafkactl consume TOPIC -k -o json-raw writes one record per line.",
  };
}
