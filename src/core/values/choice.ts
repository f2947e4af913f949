import type { ValueKind } from "./value.ts";

/** One of these names, written exactly. */
export function choice<const Name extends string>(names: readonly Name[]): ValueKind<Name> {
  return {
    form: `one of ${names.join(", ")}`,
    names,
    read: (text) => names.find((name) => name === text),
  };
}

/** The name of an entry in a registry. */
export function choiceFrom<Name extends string>(
  registry: Readonly<Record<Name, unknown>>,
): ValueKind<Name> {
  return choice(Object.keys(registry) as Name[]);
}
