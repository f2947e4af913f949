import { describe, expect, it } from "vitest";
import { CLOUD, FROM_CLOUD, KAFKA, login, read, SECRETS } from "../../../support/credentials.ts";
import { expectHidden, rejectedBy } from "../../../support/secrets.ts";

describe("errors name the variable, and never its value", () => {
  it.each([
    ["CONFLUENT_CLOUD_CREDENTIAL", "s3cret", "is not JSON"],
    ["CONFLUENT_CLOUD_CREDENTIAL", '"s3cret"', "is not a JSON object"],
    ["CONFLUENT_CLOUD_CREDENTIAL", '["s3cret"]', "is not a JSON object"],
    ["CONFLUENT_CLOUD_CREDENTIAL", "null", "is not a JSON object"],
    [
      "CONFLUENT_CLOUD_CREDENTIAL",
      '{"confluent_cloud_api_key":"s3cret", "confluent_cloud_api_secret":',
      "is cut off: in a .env file, it must be on one line",
    ],
    [
      "CONFLUENT_CLOUD_CREDENTIAL",
      '{"confluent_cloud_api_key":"s3cret"}',
      'has no "confluent_cloud_api_secret"',
    ],
    [
      "CONFLUENT_CLOUD_CREDENTIAL",
      '{"confluent_cloud_api_key":"s3cret","confluent_cloud_api_secret":7}',
      'has a "confluent_cloud_api_secret" that is not text',
    ],
    [
      "CONFLUENT_CLOUD_CREDENTIAL",
      '{"confluent_cloud_api_key":"<YOUR_KEY>","confluent_cloud_api_secret":"s3cret"}',
      'still has the placeholder as "confluent_cloud_api_key"',
    ],
    [
      "CONFLUENT_CLOUD_CREDENTIAL",
      '{"__proto__":{"confluent_cloud_api_key":"s3cret"}}',
      'has no "confluent_cloud_api_key"',
    ],
    ["KAFKA_CREDENTIALS", "[]", "is an empty list"],
    ["KAFKA_CREDENTIALS", '["s3cret"]', "is not a JSON object"],
    [
      "KAFKA_CREDENTIALS",
      JSON.stringify([login(), login({ "sasl.password": " " })]),
      'item 2 has no "sasl.password"',
    ],
    [
      "KAFKA_CREDENTIALS",
      JSON.stringify(login({ "bootstrap.servers": "host" })),
      'the broker address "host" has no port',
    ],
    [
      "KAFKA_CREDENTIALS",
      JSON.stringify(login({ kafka_cluster_id: undefined })),
      'has no "kafka_cluster_id"',
    ],
    [
      "KAFKA_CREDENTIALS",
      JSON.stringify(login({ environment_id: ["s3cret"] })),
      'has a "environment_id" that is not text',
    ],
    ["USE_AWS_SECRETS_MANAGER", "s3cret", "is neither True nor False"],
    [FROM_CLOUD, "1", "is neither True nor False"],
    ["ENVIRONMENT_FILTER", "env-1 env-2", "is not a Confluent Cloud"],
    ["KAFKA_CLUSTER_FILTER", "<YOUR_KAFKA_CLUSTER_FILTER, IF ANY>", "is still the placeholder"],
    ["PRINCIPAL_ID", "s3cret", "is not a Confluent Cloud"],
    ["PRINCIPAL_ID", "<YOUR_PRINCIPAL_ID>", "is still the placeholder"],
  ])("%s=%s", async (name, value, what) => {
    const errors = await rejectedBy(read({ [name]: value }));
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(what)]);
    expect(errors[0]?.parts.where).toBe(name);
    expect(errors[0]?.parts.next).toMatch(/\w/);
    for (const error of errors) expectHidden(error, [...SECRETS, "s3cret"]);
  });

  it.each([
    [{ CONFLUENT_CLOUD_CREDENTIAL: CLOUD }, "PRINCIPAL_ID is missing"],
    [{ [FROM_CLOUD]: "True", PRINCIPAL_ID: "u-1" }, "CONFLUENT_CLOUD_CREDENTIAL is missing"],
    [{ [FROM_CLOUD]: "True" }, "CONFLUENT_CLOUD_CREDENTIAL and PRINCIPAL_ID are missing"],
    [{ [FROM_CLOUD]: "False", CONFLUENT_CLOUD_CREDENTIAL: CLOUD }, "KAFKA_CREDENTIALS is missing"],
    [
      { [FROM_CLOUD]: "False", USE_AWS_SECRETS_MANAGER: "True" },
      "KAFKA_API_SECRET_PATHS is missing",
    ],
    [{ USE_AWS_SECRETS_MANAGER: "True", KAFKA_CREDENTIALS: KAFKA }, "no secret is configured"],
  ])("%#: what is missing", async (variables, what) => {
    const errors = await rejectedBy(read(variables as Record<string, string>));
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(what)]);
    for (const error of errors) expectHidden(error, SECRETS);
  });

  it("all at once", async () => {
    const names = [
      "CONFLUENT_CLOUD_CREDENTIAL",
      "ENVIRONMENT_FILTER",
      "KAFKA_CLUSTER_FILTER",
      "KAFKA_CREDENTIALS",
      "PRINCIPAL_ID",
      "USE_AWS_SECRETS_MANAGER",
      FROM_CLOUD,
    ];
    const errors = await rejectedBy(read(Object.fromEntries(names.map((name) => [name, "{"]))));
    expect(errors.map(({ parts }) => parts.where).sort()).toEqual(names.sort());
  });
});
