import { UserError } from "#core/errors/user-error.ts";
import { Secret } from "#live/core/cluster/secret.ts";
import type { SecretPath } from "#live/core/credentials/credentials.ts";
import { nameOf } from "#live/core/credentials/read-credentials.ts";

/** For one secret, however often AWS is asked. */
const TIMEOUT_MS = 10_000;

/**
 * The text of a secret in AWS Secrets Manager.
 *
 * @throws UserError that says which secret and why
 */
export async function fetchSecret(path: SecretPath): Promise<Secret> {
  const { getSecret } = await import("./aws-secrets.ts");
  const answer = await getSecret(path, TIMEOUT_MS);
  if ("text" in answer) return new Secret(answer.text);
  throw failed(answer.code, path);
}

const LOGIN =
  "AWS is asked with your usual credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or a role.";
const REFUSED = [
  "AWS does not accept the credentials",
  `${LOGIN} \`aws sts get-caller-identity\` tries them.`,
] as const;
const UNREACHABLE = [
  "AWS cannot be reached",
  "Check the region and the network; AWS_ENDPOINT_URL, where it is set, must name a server that runs.",
] as const;

const REASONS: Readonly<Record<string, readonly [what: string, next: string]>> = {
  CredentialsProviderError: ["there are no credentials for AWS", LOGIN],
  TokenProviderError: [
    "there are no credentials for AWS",
    `${LOGIN} For SSO, run \`aws sso login\`.`,
  ],
  AccessDeniedException: [
    "AWS denies access to the secret",
    "The user or role needs secretsmanager:GetSecretValue on it, and kms:Decrypt on a key of its own.",
  ],
  ResourceNotFoundException: [
    "AWS has no secret of this name in this region",
    "Check secret_name and region_name: `aws secretsmanager list-secrets --region REGION` shows them.",
  ],
  DecryptionFailure: [
    "AWS cannot decrypt the secret",
    "The user or role needs kms:Decrypt on the secret's key.",
  ],
  InvalidRequestException: [
    "AWS does not give the secret out",
    "It may be marked for deletion: `aws secretsmanager describe-secret` shows it.",
  ],
  SecretBinary: [
    "the secret holds bytes, not text",
    "Store it as text (SecretString) that is JSON: `aws secretsmanager put-secret-value --secret-string`.",
  ],
  SyntaxError: [
    "what answers is not AWS",
    "A proxy may answer in its place; AWS_ENDPOINT_URL, where it is set, must name a server like AWS.",
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

function failed(code: string, path: SecretPath): UserError {
  const known = Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  // A name of AWS's, not a text.
  const shown = /^[\w.]{1,60}$/.test(code) ? ` (${code})` : "";
  const [what, next] = known ?? [
    `AWS answers with an error${shown}`,
    "`aws secretsmanager get-secret-value` with the same name and region may say more.",
  ];
  return new UserError({ what, where: nameOf(path), next });
}
