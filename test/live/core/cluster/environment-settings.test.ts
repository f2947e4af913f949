import { describe, expect, it } from "vitest";
import { readConnection } from "#live/core/cluster/connection-settings.ts";
import { settingsFromEnvironment } from "#live/core/cluster/environment-settings.ts";
import { connectionSettings } from "#live/core/cluster/settings.ts";
import { expectHidden } from "../../../support/secrets.ts";

const named = (variables: Record<string, string>) =>
  settingsFromEnvironment(variables).settings.map(({ name, value, where }) => {
    return `${where}: ${name}=${value.reveal()}`;
  });

describe("settings in the environment", () => {
  it.each(connectionSettings)("can be %s", (name) => {
    const variable = `KAFKA_${name.toUpperCase().replaceAll(".", "_")}`;
    expect(named({ [variable]: "s3cr3t" })).toEqual([`${variable}: ${name}=s3cr3t`]);
    expectHidden(settingsFromEnvironment({ [variable]: "s3cr3t" }), ["s3cr3t"]);
  });

  it("can have librdkafka's names", () => {
    const variables = { KAFKA_METADATA_BROKER_LIST: "a:1", KAFKA_SECURITY_PROTOCOL: "PLAINTEXT" };
    const { settings } = settingsFromEnvironment(variables);
    expect(readConnection(settings, () => "").connection.bootstrap).toEqual(["a:1"]);
    expect(named({ KAFKA_SASL_MECHANISMS: "PLAIN" })).toHaveLength(1);
  });

  it("are not set where they are empty, but for the one of which nothing is a value", () => {
    const algorithm = "KAFKA_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM";
    expect(named({ KAFKA_SASL_USERNAME: " ", [algorithm]: "" })).toEqual([
      `${algorithm}: ssl.endpoint.identification.algorithm=`,
    ]);
  });

  it("have a word on misspelt ones, without the value", () => {
    const { settings, notes } = settingsFromEnvironment({ KAFKA_SASL_PASWORD: "s3cr3t" });
    expect(settings).toEqual([]);
    expect(notes).toEqual([
      'KAFKA_SASL_PASWORD: unknown setting, ignored; did you mean "KAFKA_SASL_PASSWORD"?',
    ]);
  });

  it.each([
    "KAFKA_HOME",
    "KAFKA_OPTS",
    "KAFKA_HEAP_OPTS",
    "KAFKA_LOG4J_OPTS",
    "KAFKA_CREDENTIALS",
    "KAFKA_CLUSTER_FILTER",
    "KAFKA_API_SECRET_PATHS",
    "KAFKA_ADVERTISED_LISTENERS",
    "KAFKA_",
    "SASL_PASSWORD",
    "PATH",
  ])("are none of others: %s", (name) => {
    expect(settingsFromEnvironment({ [name]: "x" })).toEqual({ settings: [], notes: [] });
  });
});
