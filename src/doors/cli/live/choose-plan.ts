import { findKeyFiles } from "#adapters/find-key-files.ts";
import { countKeys } from "#adapters/read-keys.ts";
import { isSample } from "#adapters/samples/sample-name.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { noRecords } from "#core/errors/messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { recordsOf } from "#core/keys/key-counts.ts";
import type { KeyPlan, PlanOrder } from "#live/core/traffic/key-plan.ts";
import { DEFAULTS, RECORDS } from "#live/core/traffic/limits.ts";
import { sampledPlan } from "#live/core/traffic/sampled-plan.ts";
import { simulations } from "#live/core/traffic/simulations.ts";
import type { AnalyzeFlags } from "../commands/analyze.ts";
import { keyDecodingFromFlags } from "../key-decoding-flags.ts";
import { keyFormatFromFlags } from "../key-format-flags.ts";

/** The records that the flags ask for, and where their keys come from. */
export async function choosePlan(
  flags: AnalyzeFlags,
  contract: TopicContract | undefined,
  order: PlanOrder,
): Promise<{ plan: KeyPlan; source: string }> {
  const { records, keys, simulation = "normal", keyPattern } = flags;
  if (keys !== undefined) {
    refuseBoth("--keys", { "--simulation": flags.simulation, "--key-pattern": keyPattern });
    return planFromFiles(keys, { flags, contract, order, records });
  }
  if (simulation === "hot-key") refuseBoth("--simulation hot-key", { "--key-pattern": keyPattern });
  const input = {
    ...order,
    records: records ?? RECORDS.otherwise,
    patterns: keyPattern ?? [DEFAULTS.keyPattern],
  };
  const { plan, title } = simulations[simulation];
  return { plan: plan(input), source: `${simulation} (${title})` };
}

function refuseBoth(flag: string, others: Readonly<Record<string, unknown>>): void {
  const other = Object.keys(others).find((name) => others[name] !== undefined);
  if (other === undefined) return;
  throw new UserError({
    what: `${flag} and ${other} cannot be used together`,
    next: `Leave out ${other} or ${flag}.`,
  });
}

interface FilePlanOptions {
  readonly flags: AnalyzeFlags;
  readonly contract: TopicContract | undefined;
  readonly order: PlanOrder;
  readonly records: number | undefined;
}

async function planFromFiles(
  paths: readonly string[],
  { flags, contract, order, records }: FilePlanOptions,
) {
  const format = keyFormatFromFlags(flags);
  const files = await findKeyFiles(
    paths.map((path) => ({ ...format, path })),
    ".",
  );
  if (files.some(isSample)) throw sampleWithoutKeys();
  const { keys, release } = await countKeys(files, contract ?? keyDecodingFromFlags(flags), {});
  try {
    const sampled = recordsOf(keys);
    if (sampled === 0) throw noRecords();
    if (records === undefined && sampled > RECORDS.most) throw tooMany(sampled);
    const title = files.length === 1 ? (files[0]?.label ?? "") : `${files.length} files`;
    return { plan: sampledPlan(keys, { ...order, records, title }), source: title };
  } finally {
    await release();
  }
}

function sampleWithoutKeys(): UserError {
  return new UserError({
    what: "a sample file does not contain keys that could be sent",
    where: "--keys",
    next: "Use the key file that the sample was made from.",
  });
}

function tooMany(records: number): UserError {
  return new UserError({
    what: `these files contain ${records} records, more than ${RECORDS.most}`,
    where: "--keys",
    next: `Set how many to send, in the same proportions: --records ${RECORDS.most / 10}.`,
  });
}
