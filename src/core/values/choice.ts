import type { ValueKind } from "./value.ts";

/** One of some names, written as they are. */
export function choice<const Name extends string>(names: readonly Name[]): ValueKind<Name> {
  return {
    form: `one of ${names.join(", ")}`,
    names,
    read: (text) => names.find((name) => name === text),
  };
}

/** The name of an entry. */
export function choiceFrom<Name extends string>(
  registry: Readonly<Record<Name, unknown>>,
): ValueKind<Name> {
  return choice(Object.keys(registry) as Name[]);
}
