import type { Where } from "#core/errors/place.ts";
import { UserError } from "#core/errors/user-error.ts";
import { didYouMean } from "#core/text/did-you-mean.ts";
import type { ConnectionSettings } from "./settings.ts";

export const securityProtocols = ["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] as const;
export type SecurityProtocol = (typeof securityProtocols)[number];

/** Defaults to PLAINTEXT, as all clients do, but not if a login or certificate is set. */
export function securityProtocolOf(settings: ConnectionSettings): SecurityProtocol {
  const setting = settings.get("security.protocol");
  if (setting === undefined) {
    const forgotten = settings.first("sasl.") ?? settings.first("ssl.");
    if (forgotten !== undefined) throw missingProtocol(forgotten.name, forgotten.where);
    return "PLAINTEXT";
  }
  const text = setting.value.reveal().trim();
  const known = securityProtocols.find((one) => one === text.toUpperCase());
  if (known !== undefined) return known;
  // The value is not quoted: it may be a password in the wrong place.
  throw new UserError({
    what: `security.protocol is unknown${didYouMean(text, securityProtocols)}`,
    where: setting.where,
    next: `Use one of ${securityProtocols.join(", ")}.`,
  });
}

function missingProtocol(name: string, where: Where): UserError {
  const isSasl = name.startsWith("sasl.");
  return new UserError({
    what: `${name} is set, but security.protocol is not, so the connection would be PLAINTEXT`,
    where,
    next: isSasl
      ? "Set security.protocol to SASL_SSL (or SASL_PLAINTEXT for no encryption)."
      : "Set security.protocol to SSL, or to SASL_SSL with a login.",
  });
}
