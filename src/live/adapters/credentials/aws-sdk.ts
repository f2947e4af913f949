/*
 * What uses the AWS SDK, in one bundle that is loaded only if credentials of AWS are needed. Only plain
 * values go in and out: it is bundled separately, so classes would differ on the two sides.
 */

export { signConnect } from "./aws-iam.ts";
export { getSecret } from "./aws-secrets.ts";
