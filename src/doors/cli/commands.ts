import { check } from "./check-command.ts";
import { analyze, cleanup, dashboard, installClient } from "./live-commands.ts";
import { recommend } from "./live-recommend-command.ts";
import { alerts, baseline, explain, init, sample, schema, validate } from "./other-commands.ts";

/** Every command, the default one first. One more is an entry here. */
export const commands = [
  check,
  validate,
  schema,
  init,
  explain,
  baseline,
  sample,
  alerts,
  analyze,
  recommend,
  dashboard,
  cleanup,
  installClient,
] as const;
