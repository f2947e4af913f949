import { UserError } from "#core/errors/user-error.ts";
import type { AwsLogin } from "./connection.ts";
import { parseJaas } from "./jaas.ts";
import type { ConnectionSettings } from "./settings.ts";

/** AWS's class that makes tokens for OAUTHBEARER, from the same signature as AWS_MSK_IAM. */
const TOKENS = "software.amazon.msk.auth.iam.IAMOAuthBearerLoginCallbackHandler";

/** Java classes of AWS whose logins we have too, with their mechanisms. */
export const awsHandlers: ReadonlyMap<string, string> = new Map([
  ["software.amazon.msk.auth.iam.IAMClientCallbackHandler", "AWS_MSK_IAM"],
  [TOKENS, "OAUTHBEARER"],
]);

/** Whether OAUTHBEARER has tokens of AWS. */
export function hasAwsToken(settings: ConnectionSettings): boolean {
  return settings.text("sasl.login.callback.handler.class") === TOKENS;
}

/**
 * The login with AWS credentials; only their profile can be in sasl.jaas.config.
 *
 * @throws UserError for a role, which a profile can name
 */
export function awsLoginOf(settings: ConnectionSettings): AwsLogin {
  const setting = settings.get("sasl.jaas.config");
  const jaas = settings.text("sasl.jaas.config");
  const options = jaas === undefined ? undefined : parseJaas(jaas).options;
  if (options?.has("awsRoleArn")) {
    throw new UserError({
      what: "sasl.jaas.config has awsRoleArn, which is not supported",
      where: setting?.where,
      next: "Name the role in a profile of ~/.aws/config (role_arn and source_profile), and that profile as awsProfileName or in AWS_PROFILE.",
    });
  }
  return { mechanism: "AWS_MSK_IAM", profile: options?.get("awsProfileName")?.reveal() };
}
