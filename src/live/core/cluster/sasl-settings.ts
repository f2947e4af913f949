import { UserError } from "#core/errors/user-error.ts";
import { didYouMean } from "#core/text/did-you-mean.ts";
import { awsHandlers, awsLoginOf, hasAwsToken } from "./aws-login.ts";
import type { Bearer, Login, Sasl } from "./connection.ts";
import { parseJaas } from "./jaas.ts";
import type { ConnectionSettings, SettingName } from "./settings.ts";

const passwordMechanisms = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] as const;
const mechanisms = [...passwordMechanisms, "OAUTHBEARER", "AWS_MSK_IAM"] as const;
type Mechanism = (typeof mechanisms)[number];

const USE = `Use one of ${mechanisms.join(", ")}`;
/** Known mechanisms that are not supported, with the reason. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  GSSAPI: "Kerberos needs a ticket and a system library",
  "DELEGATION-TOKEN": "delegation tokens are used with SCRAM",
};
const LOGIN = [
  "sasl.username",
  "sasl.password",
  "sasl.oauthbearer.client.id",
  "sasl.oauthbearer.client.secret",
] as const;
const MODULES: Readonly<Record<string, readonly Mechanism[]>> = {
  PlainLoginModule: ["PLAIN"],
  ScramLoginModule: ["SCRAM-SHA-256", "SCRAM-SHA-512"],
  OAuthBearerLoginModule: ["OAUTHBEARER"],
  IAMLoginModule: ["AWS_MSK_IAM"],
};
const FOREIGN_MODULES: Readonly<Record<string, string>> = {
  Krb5LoginModule: "GSSAPI",
};

/** @throws UserError for missing or unsupported settings, with the place of the one at fault */
export function saslOf(settings: ConnectionSettings): Sasl {
  const mechanism = mechanismOf(settings);
  refuseForeignHandlers(settings, mechanism);
  checkModule(settings, mechanism);
  if (mechanism === "AWS_MSK_IAM") return awsLoginOf(settings);
  if (mechanism !== "OAUTHBEARER") return loginOf(settings, mechanism);
  return hasAwsToken(settings) ? awsLoginOf(settings) : bearerOf(settings);
}

function mechanismOf(settings: ConnectionSettings): Mechanism {
  const setting = settings.get("sasl.mechanism");
  if (setting === undefined) {
    throw new UserError({
      what: "sasl.mechanism is missing; Kafka's default, GSSAPI, is not supported",
      where: settings.get("security.protocol")?.where,
      next: `${USE}. Confluent Cloud API keys use PLAIN.`,
    });
  }
  const text = setting.value.reveal().trim().toUpperCase();
  const known = mechanisms.find((one) => one === text);
  if (known !== undefined) return known;
  const reason = UNSUPPORTED[text];
  throw new UserError({
    what:
      reason === undefined
        ? `sasl.mechanism is unknown${didYouMean(text, mechanisms)}`
        : `sasl.mechanism ${text} is not supported: ${reason}`,
    where: setting.where,
    next: `${USE}.`,
  });
}

/** Rejects a login module that does not match the mechanism, as Java does. */
function checkModule(settings: ConnectionSettings, mechanism: Mechanism): void {
  const setting = settings.get("sasl.jaas.config");
  if (setting === undefined || settings.text("sasl.jaas.config") === undefined) return;
  const { where } = setting;
  // Overridden, for example by a variable.
  if ((settings.pick(LOGIN)?.where ?? where) !== where) return;
  let module: string;
  try {
    ({ module } = parseJaas(setting.value.reveal()));
  } catch (error) {
    throw error instanceof UserError ? error.at(where) : error;
  }
  const foreign = FOREIGN_MODULES[module];
  if (MODULES[module]?.includes(mechanism)) return;
  const known = MODULES[module] !== undefined;
  throw new UserError({
    what: known
      ? `sasl.jaas.config names ${module}, which does not match sasl.mechanism ${mechanism}`
      : `sasl.jaas.config names a login module that is not supported${foreign === undefined ? "" : ` (${foreign})`}`,
    where,
    next: known
      ? `Set sasl.mechanism to ${MODULES[module]?.join(" or ")}, or use the login module for ${mechanism}.`
      : `Use one of ${Object.keys(MODULES).join(", ")}.`,
  });
}

/** Rejects Java classes that provide logins, except Kafka's own and AWS's, whose logins we have too. */
function refuseForeignHandlers(settings: ConnectionSettings, mechanism: Mechanism): void {
  const names = [
    "sasl.login.callback.handler.class",
    "sasl.client.callback.handler.class",
  ] as const;
  for (const name of names) {
    const text = settings.text(name);
    if (text === undefined || isOurs(text, mechanism)) continue;
    throw new UserError({
      what: awsHandlers.has(text)
        ? `${name} is for ${awsHandlers.get(text)}, but sasl.mechanism is ${mechanism}`
        : `${name} is a Java class, which cannot run here`,
      where: settings.get(name)?.where,
      next: `${USE} with a user and password, or a client id and secret.`,
    });
  }
}

function isOurs(handler: string, mechanism: Mechanism): boolean {
  if (/\.OAuthBearerLoginCallbackHandler$/.test(handler)) return true;
  return awsHandlers.get(handler) === mechanism;
}

function loginOf(settings: ConnectionSettings, mechanism: Login["mechanism"]): Login {
  const { "sasl.username": username, "sasl.password": password } = required(
    settings,
    ["sasl.username", "sasl.password"],
    `Set them, or sasl.jaas.config with username="…" password="…".`,
  );
  return { mechanism, username: username.reveal(), password };
}

function bearerOf(settings: ConnectionSettings): Bearer {
  refuseOtherGrants(settings);
  const found = required(
    settings,
    [
      "sasl.oauthbearer.token.endpoint.url",
      "sasl.oauthbearer.client.id",
      "sasl.oauthbearer.client.secret",
    ],
    'Set them; the client id and secret may also be in sasl.jaas.config: clientId="…" clientSecret="…".',
  );
  return {
    mechanism: "OAUTHBEARER",
    tokenEndpointUrl: endpointUrl(settings),
    clientId: found["sasl.oauthbearer.client.id"].reveal(),
    clientSecret: found["sasl.oauthbearer.client.secret"],
    scope: settings.text("sasl.oauthbearer.scope"),
    extensions: settings.extensions(),
  };
}

function refuseOtherGrants(settings: ConnectionSettings): void {
  const allowed: readonly (readonly [SettingName, string])[] = [
    ["sasl.oauthbearer.method", "oidc"],
    ["sasl.oauthbearer.grant.type", "client_credentials"],
    ["sasl.oauthbearer.metadata.authentication.type", "none"],
  ];
  for (const [name, only] of allowed) {
    const text = settings.text(name)?.toLowerCase();
    if (text === undefined || text === only) continue;
    throw new UserError({
      what: `${name} must be ${only}: nothing else is supported`,
      where: settings.get(name)?.where,
      next: `Set it to ${only}. The client id and secret are exchanged for a token at sasl.oauthbearer.token.endpoint.url.`,
    });
  }
}

/** Errors do not quote the URL, which can contain a password. */
function endpointUrl(settings: ConnectionSettings): string {
  const text = settings.text("sasl.oauthbearer.token.endpoint.url") ?? "";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = url?.protocol === "https:" || url?.protocol === "http:";
  if (url !== undefined && isHttp && url.username === "" && url.password === "") return text;
  throw new UserError({
    what: isHttp
      ? "sasl.oauthbearer.token.endpoint.url contains a user or password"
      : "sasl.oauthbearer.token.endpoint.url is not an http or https URL",
    where: settings.get("sasl.oauthbearer.token.endpoint.url")?.where,
    next: "Write it as https://idp.example/oauth2/token; the client id and secret have their own settings.",
  });
}

/** Returns all of these settings, or throws one error that names those that are missing. */
function required<Name extends SettingName>(
  settings: ConnectionSettings,
  names: readonly Name[],
  next: string,
) {
  const missing = names.filter((name) => settings.text(name) === undefined);
  if (missing.length === 0) {
    const entries = names.map((name) => [name, settings.get(name)?.value]);
    return Object.fromEntries(entries) as Record<Name, Login["password"]>;
  }
  throw new UserError({
    what: `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing`,
    where: (settings.get("sasl.jaas.config") ?? settings.get("sasl.mechanism"))?.where,
    next,
  });
}
