import { UserError } from "#core/errors/user-error.ts";

/** An answer that is no success; status 0 where there was none. */
export class CloudFailure extends Error {
  override readonly name = "CloudFailure";
  readonly status: number;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, detail: string, retryAfterMs?: number) {
    super(detail);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whether the cloud may have done what it was asked for, although there was no answer that says so. */
export function isUnclear(error: unknown): boolean {
  const cause = error instanceof UserError ? error.cause : error;
  return cause instanceof CloudFailure && (cause.status === 0 || cause.status >= 500);
}

/** What helps where one of the cloud's APIs refuses. */
interface Service {
  readonly host: string;
  /** One of which its caller needs. */
  readonly roles: string;
  /** Whose values may be wrong. */
  readonly variables: string;
}

const RESOURCES: Service = {
  host: "api.confluent.cloud",
  roles: "OrganizationAdmin, EnvironmentAdmin or CloudClusterAdmin",
  variables: "PRINCIPAL_ID, ENVIRONMENT_FILTER and KAFKA_CLUSTER_FILTER",
};

/** The user's error for what the cloud's API refused. */
export function explainCloudFailure(error: unknown, task: string, service = RESOURCES): unknown {
  if (!(error instanceof CloudFailure)) return error;
  const [why, next] = explanationOf(error.status, service);
  const detail = error.message === "" ? "" : ` (${error.message})`;
  return new UserError(
    { what: `cannot ${task}: ${why}${detail}`, where: "Confluent Cloud", next },
    { cause: error },
  );
}

function explanationOf(
  status: number,
  { host, roles, variables }: Service,
): readonly [why: string, next: string] {
  if (status === 401) {
    return [
      "it refuses the API key",
      "Check the key in CONFLUENT_CLOUD_CREDENTIAL or AWS: it must be a Cloud API key, not a cluster's.",
    ];
  }
  if (status === 403) {
    return ["this key may not", `Its owner needs ${roles}.`];
  }
  if (status === 402) {
    return [
      "the quota of API keys is used up",
      "Delete old ones: skew-contract cleanup finds ours.",
    ];
  }
  if (status === 429) {
    return ["it asks to wait for longer than makes sense", "Try again in some minutes."];
  }
  if (status === 0) {
    return ["it cannot be reached", `Is ${host} reached from here (proxy, firewall)?`];
  }
  if (status >= 500) {
    return [`it fails (HTTP ${status})`, "Try again in some minutes; see status.confluent.cloud."];
  }
  return [`HTTP ${status}`, `Check ${variables}.`];
}
