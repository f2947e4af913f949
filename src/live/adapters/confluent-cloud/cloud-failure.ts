import { UserError } from "#core/errors/user-error.ts";

/** An unsuccessful response, or status 0 if there was no usable response. */
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

/** Whether the request may have succeeded although no response confirmed it. */
export function isUnclear(error: unknown): boolean {
  const cause = error instanceof UserError ? error.cause : error;
  return cause instanceof CloudFailure && (cause.status === 0 || cause.status >= 500);
}

/** What to name in advice about one of the APIs. */
interface Service {
  readonly host: string;
  /** The caller needs one of these. */
  readonly roles: string;
  /** Variables whose values may be wrong. */
  readonly variables: string;
}

const RESOURCES: Service = {
  host: "api.confluent.cloud",
  roles: "OrganizationAdmin, EnvironmentAdmin or CloudClusterAdmin",
  variables: "PRINCIPAL_ID, ENVIRONMENT_FILTER and KAFKA_CLUSTER_FILTER",
};

/** A UserError for a CloudFailure; returns other errors unchanged. */
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
      "the API key was rejected",
      "Check the key in CONFLUENT_CLOUD_CREDENTIAL or AWS: it must be a Cloud API key, not a cluster API key.",
    ];
  }
  if (status === 403) {
    return ["this API key lacks permission", `Its owner needs the role ${roles}.`];
  }
  if (status === 402) {
    return [
      "the API key quota is used up",
      "Delete old keys: skew-contract cleanup finds those that it created.",
    ];
  }
  if (status === 429) {
    return ["the rate limit was exceeded", "Try again in a few minutes."];
  }
  if (status === 0) {
    return [
      "the API cannot be reached",
      `Check that this machine can reach ${host} (proxy, firewall).`,
    ];
  }
  if (status >= 500) {
    return [
      `the API failed with HTTP ${status}`,
      "Try again in a few minutes; see status.confluent.cloud.",
    ];
  }
  return [`HTTP ${status}`, `Check ${variables}.`];
}
