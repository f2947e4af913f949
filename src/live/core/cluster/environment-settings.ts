import { didYouMean } from "#core/text/did-you-mean.ts";
import { Secret } from "./secret.ts";
import { type ConnectionSetting, connectionSettings, isConnectionSetting } from "./settings.ts";

/** Environment variables, including those of a .env file. */
export type Variables = Readonly<Record<string, string | undefined>>;

export interface EnvironmentSettings {
  readonly settings: readonly ConnectionSetting[];
  readonly notes: readonly string[];
}

const PREFIX = "KAFKA_";
/** Unknown names with these prefixes are probably misspelt; other tools use names like KAFKA_HOME. */
const LIKELY = /^KAFKA_(?:SASL|SSL|SECURITY|BOOTSTRAP)_/;
/** An empty value is meaningful: it disables host name verification. */
const MAY_BE_EMPTY = "ssl.endpoint.identification.algorithm";

/**
 * Reads settings from environment variables, named as in Confluent's images: KAFKA_ and the setting's
 * name in capitals with underscores, such as KAFKA_BOOTSTRAP_SERVERS. Ignores empty variables.
 */
export function settingsFromEnvironment(variables: Variables): EnvironmentSettings {
  const named = Object.entries(variables).flatMap(([variable, value]) => {
    const name = settingName(variable);
    const isSet = value !== undefined && (value.trim() !== "" || name === MAY_BE_EMPTY);
    return isSet && name !== undefined ? [{ variable, name, value }] : [];
  });
  const known = named.filter(({ name }) => isConnectionSetting(name));
  const unknown = named.filter(({ name }) => !isConnectionSetting(name));
  return {
    settings: known.map(({ variable, name, value }) => {
      return { name, value: new Secret(value), where: variable };
    }),
    notes: unknown.flatMap(({ variable }) => noteOn(variable)),
  };
}

function settingName(variable: string): string | undefined {
  if (!variable.startsWith(PREFIX)) return undefined;
  return variable.slice(PREFIX.length).toLowerCase().replaceAll("_", ".");
}

function noteOn(variable: string): string[] {
  if (!LIKELY.test(variable)) return [];
  const variables = connectionSettings.map(
    (name) => PREFIX + name.toUpperCase().replaceAll(".", "_"),
  );
  const guess = didYouMean(variable, variables);
  return guess === "" ? [] : [`${variable}: unknown setting, ignored${guess}`];
}
