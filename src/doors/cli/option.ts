import { readValue, type ValueKind } from "#core/values/value.ts";
import { Option } from "./commander.ts";

/** Collects the values of a repeatable flag. Other flags are rejected if they are given twice. */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

/** A flag whose value is parsed and checked as `kind`. */
export function valueOption<const Flags extends string, Value>(
  flags: Flags,
  help: string,
  kind: ValueKind<Value>,
  next?: string,
) {
  const option = new Option(flags, help);
  const name = `--${option.name()}`;
  const read = (text: string): Value => readValue(kind, text, { name, next });
  return option.choices(kind.names ?? []).argParser(read);
}

/** `a, b or c` */
export function oneOf(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** A repeatable flag for a report and its destination, such as `json:report.json`. */
export function outputOption(formats: readonly string[], note = "") {
  return new Option("-o, --output <format[:path]>", `${oneOf(formats)}${note}; repeatable`)
    .choices(formats)
    .argParser(collect);
}
