import { UserError } from "#core/errors/user-error.ts";
import { count } from "#core/values/count.ts";
import { duration } from "#core/values/duration.ts";
import { readValue, type ValueKind } from "#core/values/value.ts";
import { DEFAULT_MAX_RATE, maxRate } from "#live/core/records/max-rate.ts";
import { recordCount } from "#live/core/topic-sample/record-count.ts";
import type { AuditSettings } from "#live/run/audit/audit-settings.ts";
import type { AuditFlags } from "../commands/audit.ts";

const TIMEOUT_MS = 30_000;
const LAST_SEED = 2 ** 32 - 1;

/** @throws UserError before a cluster is contacted */
export function auditSettings({
  records,
  since,
  all,
  maxRate: rate,
  seed,
}: AuditFlags): AuditSettings {
  if (all && records !== undefined) {
    throw new UserError({
      what: "--all and --records cannot be used together",
      next: "Give one of them.",
    });
  }
  const read = <Value>(kind: ValueKind<Value>, text: string | undefined, name: string) =>
    text === undefined ? undefined : readValue(kind, text, { name });
  const seconds = read(duration("s", { min: 1 }), since, "--since");
  return {
    records: all ? Infinity : read(recordCount, records, "--records"),
    sinceMs: seconds === undefined ? undefined : Date.now() - Math.round(seconds * 1000),
    maxBytesPerSecond: read(maxRate, rate, "--max-rate") ?? DEFAULT_MAX_RATE,
    seed: read(count({ min: 0, max: LAST_SEED }), seed, "--seed") ?? 1,
    timeoutMs: TIMEOUT_MS,
  };
}
