import { didYouMean } from "#core/text/did-you-mean.ts";
import { Secret } from "./secret.ts";
import { connectionSettings, isConnectionSetting, type Setting } from "./settings.ts";

/** Environment variables; those of a .env file are among them. */
export type Variables = Readonly<Record<string, string | undefined>>;

export interface EnvironmentSettings {
  readonly settings: readonly Setting[];
  readonly notes: readonly string[];
}

const PREFIX = "KAFKA_";
/** Where a name that is no setting is likely a misspelt one; other tools have KAFKA_HOME and the like. */
const LIKELY = /^KAFKA_(?:SASL|SSL|SECURITY|BOOTSTRAP)_/;
/** Nothing is a value of it: no check of the host's name. */
const MAY_BE_EMPTY = "ssl.endpoint.identification.algorithm";

/**
 * Settings in the environment: KAFKA_ and the setting's name in capitals with _ for each dot, as in
 * Confluent's images: KAFKA_BOOTSTRAP_SERVERS, KAFKA_SASL_JAAS_CONFIG. An empty one is not set.
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
  return guess === "" ? [] : [`${variable}: an unknown setting is ignored${guess}`];
}
