import { describe, expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { Secret } from "#live/core/cluster/secret.ts";
import type { SecretPath } from "#live/core/credentials/credentials.ts";
import { parseDotenv } from "#live/core/credentials/dotenv.ts";
import { readCredentials } from "#live/core/credentials/read-credentials.ts";
import {
  CLOUD,
  FROM_CLOUD,
  KAFKA,
  login,
  noAws,
  read,
  SECRETS,
} from "../../../support/credentials.ts";
import { expectHidden, rejectedBy } from "../../../support/secrets.ts";

describe("credentials of the Python tools", () => {
  it("are the analyzer's: the cloud's key makes keys to the clusters", async () => {
    const found = await read({
      CONFLUENT_CLOUD_CREDENTIAL: CLOUD,
      ENVIRONMENT_FILTER: "",
      KAFKA_CLUSTER_FILTER: "",
      PRINCIPAL_ID: "sa-xyz789",
      USE_AWS_SECRETS_MANAGER: "False",
    });
    expect(found).toMatchObject({
      kind: "cloud",
      cloud: { key: "CLOUDKEY" },
      principalId: "sa-xyz789",
      filters: { environmentIds: [], clusterIds: [] },
    });
    expect(found?.cloud?.secret.reveal()).toBe(SECRETS[0]);
    expectHidden(found, SECRETS);
  });

  it("are the recommender's: keys that are given, and the cloud's for its Metrics API", async () => {
    const found = await read({
      [FROM_CLOUD]: "False",
      CONFLUENT_CLOUD_CREDENTIAL: CLOUD,
      KAFKA_CREDENTIALS: KAFKA,
    });
    expect(found).toMatchObject({ kind: "logins", cloud: { key: "CLOUDKEY" } });
    const [first] = found?.kind === "logins" ? found.logins : [];
    expect(first).toMatchObject({
      clusterId: "lkc-abc123",
      connection: {
        bootstrap: ["pkc-123.us-east-1.aws.confluent.cloud:9092"],
        tls: { verifyHost: true },
        sasl: { mechanism: "PLAIN", username: "KAFKAKEY" },
      },
    });
    const { sasl } = first?.connection ?? {};
    expect(sasl?.mechanism === "PLAIN" && sasl.password.reveal()).toBe(SECRETS[1]);
    expectHidden(found, SECRETS);
  });

  it.each([
    [{}, undefined],
    [{ TOPIC_FILTER: "x", PRINCIPAL_ID: "u-1" }, undefined],
    [{ KAFKA_CREDENTIALS: KAFKA }, "logins"],
    [{ KAFKA_CREDENTIALS: JSON.stringify(login()) }, "logins"],
    [{ KAFKA_CREDENTIALS: KAFKA, CONFLUENT_CLOUD_CREDENTIAL: CLOUD }, "logins"],
    [{ CONFLUENT_CLOUD_CREDENTIAL: CLOUD, PRINCIPAL_ID: "u-1" }, "cloud"],
    [
      {
        [FROM_CLOUD]: "true",
        KAFKA_CREDENTIALS: "{",
        CONFLUENT_CLOUD_CREDENTIAL: CLOUD,
        PRINCIPAL_ID: "u-1",
      },
      "cloud",
    ],
    [
      { USE_AWS_SECRETS_MANAGER: " FALSE ", KAFKA_API_SECRET_PATHS: "{", KAFKA_CREDENTIALS: KAFKA },
      "logins",
    ],
  ])("%#: which are used", async (variables, kind) => {
    expect((await read(variables as Record<string, string>))?.kind).toBe(kind);
  });

  it("stand in a .env file as the README shows it", async () => {
    const { variables } = parseDotenv(
      `# Environment variables\n${FROM_CLOUD}=False\nENVIRONMENT_FILTER="env-1,env-2"\nCONFLUENT_CLOUD_CREDENTIAL=${CLOUD}\nKAFKA_CREDENTIALS=${KAFKA}\nPRINCIPAL_ID=u-abc123\n`,
    );
    expect(await read(variables as Record<string, string>)).toMatchObject({
      kind: "logins",
      logins: [{ clusterId: "lkc-abc123" }],
      filters: { environmentIds: ["env-1", "env-2"] },
    });
  });
});

describe("filters", () => {
  const several = JSON.stringify([
    login({ kafka_cluster_id: "lkc-1", environment_id: "env-1" }),
    login({ kafka_cluster_id: "lkc-2", environment_id: "env-2" }),
    login({ kafka_cluster_id: "lkc-3" }),
  ]);

  // Both Python tools end with a TypeError or AttributeError here.
  it("go with the cloud's key", async () => {
    const found = await read({
      CONFLUENT_CLOUD_CREDENTIAL: CLOUD,
      PRINCIPAL_ID: "u-1",
      ENVIRONMENT_FILTER: "env-123, env-456,",
      KAFKA_CLUSTER_FILTER: "lkc-1",
    });
    expect(found?.filters).toEqual({
      environmentIds: ["env-123", "env-456"],
      clusterIds: ["lkc-1"],
    });
  });

  it.each([
    [{}, ["lkc-1", "lkc-2", "lkc-3"]],
    [{ KAFKA_CLUSTER_FILTER: "lkc-2,lkc-9" }, ["lkc-2"]],
    [{ ENVIRONMENT_FILTER: "env-1" }, ["lkc-1", "lkc-3"]],
    [{ ENVIRONMENT_FILTER: "env-1", KAFKA_CLUSTER_FILTER: "lkc-1,lkc-2" }, ["lkc-1"]],
  ])("choose among logins that are given: %j", async (filters, ids) => {
    const found = await read({ ...filters, KAFKA_CREDENTIALS: several } as Record<string, string>);
    expect(found?.kind === "logins" && found.logins.map(({ clusterId }) => clusterId)).toEqual(ids);
  });

  it("that leave nothing are an error", async () => {
    const running = read({ KAFKA_CREDENTIALS: several, KAFKA_CLUSTER_FILTER: "lkc-9" });
    expect((await rejectedBy(running))[0]?.message).toContain("exclude all clusters of the");
  });
});

describe("secrets of AWS", () => {
  const aws = (
    variables: Record<string, string>,
    fetchSecret: (path: SecretPath) => Promise<Secret>,
  ) => readCredentials({ USE_AWS_SECRETS_MANAGER: "True", ...variables }, fetchSecret);
  const path = (secret_name: string) => ({ region_name: "us-east-1", secret_name });

  it("are fetched by their paths", async () => {
    const asked: SecretPath[] = [];
    const found = await aws(
      {
        CONFLUENT_CLOUD_API_SECRET_PATH: JSON.stringify(path("cloud")),
        KAFKA_API_SECRET_PATHS: JSON.stringify([path("one"), path("two")]),
      },
      async (one) => {
        asked.push(one);
        return new Secret(one.secretName === "cloud" ? CLOUD : JSON.stringify(login()));
      },
    );
    expect(asked.map(({ secretName }) => secretName)).toEqual(["cloud", "one", "two"]);
    expect(found?.kind === "logins" && found.logins.length).toBe(2);
    expectHidden(found, SECRETS);
  });

  it.each([
    [{ region_name: "us-east-1" }, 'has no "secret_name"'],
    [{ ...path("x"), region_name: "evil.example/" }, 'has an invalid "region_name"'],
    [
      { ...path("x"), region_name: "<YOUR_SECRET_AWS_REGION_NAME>" },
      'still has the placeholder as "region_name"',
    ],
    [path("a\nb"), 'has an invalid "secret_name"'],
  ])("have paths that are checked: %j", async (value, what) => {
    const variables = { CONFLUENT_CLOUD_API_SECRET_PATH: JSON.stringify(value) };
    const [error] = await rejectedBy(aws(variables, noAws));
    expect(error?.message).toBe(
      `CONFLUENT_CLOUD_API_SECRET_PATH: its value ${what}${what.endsWith("text") ? ' as "region_name"' : ""}`,
    );
  });

  it("are all tried, so that each error is shown", async () => {
    const variables = { KAFKA_API_SECRET_PATHS: JSON.stringify([path("one"), path("two")]) };
    const errors = await rejectedBy(
      aws(variables, async ({ secretName }) => {
        throw new UserError({ what: `no ${secretName}` });
      }),
    );
    expect(errors.map(({ message }) => message)).toEqual(["no one", "no two"]);
  });

  it("pass errors on that are ours", async () => {
    const variables = { CONFLUENT_CLOUD_API_SECRET_PATH: JSON.stringify(path("one")) };
    await expect(aws(variables, noAws)).rejects.toThrow("AWS was asked");
  });
});
