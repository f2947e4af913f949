import { UserError } from "#core/errors/user-error.ts";
import type { AwsLogin } from "#live/core/cluster/connection.ts";
import type { BearerToken } from "./bearer-token.ts";
import { withTimeout } from "./with-timeout.ts";

/** Shorter than the timeout of the broker's response, which would otherwise be blamed. */
const TIMEOUT_MS = 4_000;
/** For how long a signature can be used to log in, as AWS's own clients have it. */
const LIFETIME_S = 900;
const USER_AGENT = "skew-contract";
const VERSION = "2020_10_22";
/** `b-1.orders.abcdef.c2.kafka.eu-central-1.amazonaws.com`; serverless clusters have `kafka-serverless`. */
const MSK_HOST = /\.kafka(?:-serverless)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;

/**
 * The message of the SASL mechanism AWS_MSK_IAM: a presigned request as JSON, with the names of its
 * parameters in lower case.
 *
 * @param host of the broker
 * @throws UserError without credentials or a region
 */
export async function mskPayload(
  login: AwsLogin,
  host: string,
  nowMs = Date.now(),
): Promise<string> {
  const { query } = await signed(login, [host], () => host, nowMs);
  const { Action: action, ...rest } = query;
  const fields = Object.entries(rest).map(([name, value]) => [name.toLowerCase(), value]);
  const head = { version: VERSION, host, "user-agent": USER_AGENT, action };
  return JSON.stringify({ ...head, ...Object.fromEntries(fields) });
}

/**
 * The same as a token for OAUTHBEARER, which Amazon MSK accepts on the same port, for librdkafka.
 *
 * @param hosts of the bootstrap servers
 * @throws UserError without credentials or a region
 */
export async function mskToken(
  login: AwsLogin,
  hosts: readonly string[],
  nowMs = Date.now(),
): Promise<BearerToken> {
  const hostOf = (region: string) => `kafka.${region}.amazonaws.com`;
  const { query, region } = await signed(login, hosts, hostOf, nowMs);
  const parameters = Object.entries({ ...query, "User-Agent": USER_AGENT }).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  const url = `https://${hostOf(region)}/?${parameters.join("&")}`;
  return { text: Buffer.from(url).toString("base64url"), expiresMs: nowMs + LIFETIME_S * 1000 };
}

async function signed(
  { profile, region: given }: AwsLogin,
  hosts: readonly string[],
  hostOf: (region: string) => string,
  nowMs: number,
) {
  const { signConnect } = await import("../credentials/aws-sdk.ts");
  const [named] = hosts.flatMap((host) => MSK_HOST.exec(host)?.[1] ?? []);
  const connect = { profile, region: given ?? named, hostOf, lifetimeS: LIFETIME_S, nowMs };
  try {
    return await withTimeout(signConnect(connect), TIMEOUT_MS);
  } catch (cause) {
    throw noSignature(cause);
  }
}

const LOGIN =
  "Your usual AWS credentials are used: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or a role. Test them with `aws sts get-caller-identity`.";

/** AWS's own message may contain text of files. */
function noSignature(cause: unknown): UserError {
  const isRegion =
    cause instanceof Error && /^Region (?:is missing|not accepted)/.test(cause.message);
  if (isRegion) {
    return new UserError(
      {
        what: "the AWS region of the cluster is not known",
        next: "Set AWS_REGION: only hosts like b-1.….kafka.REGION.amazonaws.com name it.",
      },
      { cause },
    );
  }
  const isLate = cause instanceof Error && cause.name === "TookTooLong";
  const what = isLate
    ? `no AWS credentials in ${TIMEOUT_MS / 1000} s`
    : "no AWS credentials were found";
  return new UserError({ what, next: LOGIN }, { cause });
}
