import { UserError } from "#core/errors/user-error.ts";
import { Secret } from "#live/core/cluster/secret.ts";
import type { SecretPath } from "#live/core/credentials/credentials.ts";
import { secretPathText } from "#live/core/credentials/read-credentials.ts";

/** For one secret, including retries. */
const TIMEOUT_MS = 10_000;

/**
 * Fetches the text of a secret from AWS Secrets Manager.
 *
 * @throws UserError that says which secret and why
 */
export async function fetchSecret(path: SecretPath): Promise<Secret> {
  const { getSecret } = await import("./aws-sdk.ts");
  const answer = await getSecret(path, TIMEOUT_MS);
  if ("text" in answer) return new Secret(answer.text);
  throw secretUnavailable(answer.code, path);
}

const LOGIN =
  "Your usual AWS credentials are used: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or a role.";
const REFUSED = [
  "AWS does not accept the credentials",
  `${LOGIN} Test them with \`aws sts get-caller-identity\`.`,
] as const;
const UNREACHABLE = [
  "AWS cannot be reached",
  "Check the region and the network. If AWS_ENDPOINT_URL is set, its server must be running.",
] as const;

const REASONS: Readonly<Record<string, readonly [what: string, next: string]>> = {
  CredentialsProviderError: ["no AWS credentials were found", LOGIN],
  TokenProviderError: ["no AWS credentials were found", `${LOGIN} For SSO, run \`aws sso login\`.`],
  AccessDeniedException: [
    "AWS denies access to the secret",
    "The user or role needs secretsmanager:GetSecretValue on the secret, and kms:Decrypt if it has its own KMS key.",
  ],
  ResourceNotFoundException: [
    "AWS has no secret with this name in this region",
    "Check secret_name and region_name: `aws secretsmanager list-secrets --region REGION` lists the secrets.",
  ],
  DecryptionFailure: [
    "AWS cannot decrypt the secret",
    "The user or role needs kms:Decrypt on the secret's key.",
  ],
  InvalidRequestException: [
    "AWS does not return the secret",
    "It may be scheduled for deletion: `aws secretsmanager describe-secret` shows whether it is.",
  ],
  SecretBinary: [
    "the secret is binary, not text",
    "Store it as JSON text (SecretString): `aws secretsmanager put-secret-value --secret-string`.",
  ],
  SyntaxError: [
    "the server that answered is not AWS",
    "A proxy may have answered instead. If AWS_ENDPOINT_URL is set, it must name a server with AWS's API.",
  ],
  UnrecognizedClientException: REFUSED,
  InvalidClientTokenId: REFUSED,
  InvalidSignatureException: REFUSED,
  SignatureDoesNotMatch: REFUSED,
  IncompleteSignature: REFUSED,
  ExpiredTokenException: REFUSED,
  ExpiredToken: REFUSED,
  TimeoutError: [`AWS did not answer within ${TIMEOUT_MS / 1000} s`, UNREACHABLE[1]],
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
};

function secretUnavailable(code: string, path: SecretPath): UserError {
  const known = Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  // Shows error names only, no other text.
  const shown = /^[\w.]{1,60}$/.test(code) ? ` (${code})` : "";
  const [what, next] = known ?? [
    `AWS returned an error${shown}`,
    "Run `aws secretsmanager get-secret-value` with the same name and region for details.",
  ];
  return new UserError({ what, where: secretPathText(path), next });
}
