import type { RawTopic } from "./contract.ts";

/** A topic with its own partitioner, producer or producers does not inherit the first two. */
export function inherit(defaults: RawTopic, own: RawTopic): RawTopic {
  const { partitioner, producer, ...rest } = defaults;
  const isPlaced = [own.partitioner, own.producer, own.producers].some((one) => one !== undefined);
  return {
    ...withoutOtherWindow(isPlaced ? rest : defaults, own),
    ...own,
    severity: { ...defaults.severity, ...own.severity },
    tolerance: { ...defaults.tolerance, ...own.tolerance },
  };
}

/** A topic with its own window inherits none of the other kind. */
function withoutOtherWindow(defaults: RawTopic, own: RawTopic): RawTopic {
  if (own.window === undefined && own.window_records === undefined) return defaults;
  const { window: _, window_records: __, ...rest } = defaults;
  return rest;
}
