import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { loadCredentials } from "#live/adapters/credentials/load-credentials.ts";
import { findNode24 } from "../../../scripts/node24.mjs";
import { root } from "../../e2e/cli.ts";
import { awsEnv } from "../../support/aws-env.ts";
import { hasMoto, type Moto, startMoto } from "../../support/moto.ts";
import { expectHidden, rejectedBy } from "../../support/secrets.ts";

/*
 * Credentials out of AWS Secrets Manager: a real moto server, and the real client.
 */

const REGION = "eu-west-1";
const CLOUD = {
  confluent_cloud_api_key: "CLOUDKEY",
  confluent_cloud_api_secret: "cloud/s3cret+A=",
};
const KAFKA = {
  kafka_cluster_id: "lkc-abc123",
  environment_id: "env-1",
  "bootstrap.servers": "pkc-1.eu-west-1.aws.confluent.cloud:9092",
  "sasl.username": "KAFKAKEY",
  "sasl.password": "kafka/s3cret+B=",
};
const secrets = [CLOUD.confluent_cloud_api_secret, KAFKA["sasl.password"], "broken/s3cret+C"];
const path = (secret_name: string, region_name = REGION) => ({ region_name, secret_name });
const cloudAt = (name: string, region?: string) => ({
  USE_AWS_SECRETS_MANAGER: "True",
  CONFLUENT_CLOUD_API_SECRET_PATH: JSON.stringify(path(name, region)),
});

const nodes = [
  { name: "this Node", path: process.execPath },
  { name: "Node 24", path: await findNode24() },
];

let moto: Moto;

async function storeSecrets(): Promise<void> {
  const client = new SecretsManagerClient({ region: REGION });
  const store = (Name: string, SecretString: string) =>
    client.send(new CreateSecretCommand({ Name, SecretString }));
  await store("cloud", JSON.stringify(CLOUD));
  await store("kafka/one", JSON.stringify(KAFKA));
  await store("kafka/two", JSON.stringify({ ...KAFKA, kafka_cluster_id: "lkc-two" }));
  await store("broken", '{"confluent_cloud_api_key": "broken/s3cret+C"');
  await store("misshapen", JSON.stringify(["broken/s3cret+C"]));
  await store("deleted", JSON.stringify(CLOUD));
  await client.send(new DeleteSecretCommand({ SecretId: "deleted" }));
  const bytes = new CreateSecretCommand({ Name: "bytes", SecretBinary: new Uint8Array([1, 2]) });
  await client.send(bytes);
}

describe.skipIf(!hasMoto)("AWS Secrets Manager (moto)", () => {
  beforeAll(async () => {
    moto = await startMoto();
    for (const [name, value] of Object.entries(awsEnv(moto.url))) vi.stubEnv(name, value);
    await storeSecrets();
  });
  beforeEach(() => {
    for (const [name, value] of Object.entries(awsEnv(moto.url))) vi.stubEnv(name, value);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  afterAll(() => moto?.stop());

  it("gives the cloud's credential and the clusters' logins, in the order of the paths", async () => {
    const found = await loadCredentials({
      ...cloudAt("cloud"),
      KAFKA_API_SECRET_PATHS: JSON.stringify([path("kafka/two"), path("kafka/one")]),
    });
    expect(found).toMatchObject({
      kind: "logins",
      cloud: { key: "CLOUDKEY" },
      logins: [
        { clusterId: "lkc-two" },
        {
          clusterId: "lkc-abc123",
          environmentId: "env-1",
          connection: {
            bootstrap: ["pkc-1.eu-west-1.aws.confluent.cloud:9092"],
            sasl: { mechanism: "PLAIN", username: "KAFKAKEY" },
          },
        },
      ],
    });
    expect(found?.cloud?.secret.reveal()).toBe(CLOUD.confluent_cloud_api_secret);
    expectHidden(found, secrets);
  });

  it.each([
    ["absent", "AWS has no secret with this name in this region"],
    ["bytes", "the secret is binary, not text"],
    ["deleted", "AWS does not return the secret"],
    ["broken", "its value is not JSON"],
    ["misshapen", "its value is not a JSON object"],
    ["kafka/one", 'its value has no "confluent_cloud_api_key"'],
  ])("says what is wrong with the secret %s", async (name, what) => {
    const errors = await rejectedBy(loadCredentials(cloudAt(name)));
    expect(errors.map(({ message }) => message)).toEqual([
      `AWS secret ${name} (${REGION}): ${what}`,
    ]);
    expect(errors[0]?.parts.next).toMatch(/\w/);
    for (const error of errors) expectHidden(error, secrets);
  });

  it("asks in the region of the path", async () => {
    const [error] = await rejectedBy(loadCredentials(cloudAt("cloud", "us-east-1")));
    expect(error?.message).toBe(
      "AWS secret cloud (us-east-1): AWS has no secret with this name in this region",
    );
  });

  it("says everything at once", async () => {
    const KAFKA_API_SECRET_PATHS = JSON.stringify([path("absent"), path("bytes")]);
    const PRINCIPAL_ID = "nobody";
    const variables = { ...cloudAt("broken"), KAFKA_API_SECRET_PATHS, PRINCIPAL_ID };
    const errors = await rejectedBy(loadCredentials(variables));
    expect(errors.map(({ parts }) => parts.where).sort()).toEqual([
      `AWS secret absent (${REGION})`,
      `AWS secret broken (${REGION})`,
      `AWS secret bytes (${REGION})`,
      "PRINCIPAL_ID",
    ]);
  });

  it("says that no AWS credentials were found", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "");
    const [error] = await rejectedBy(loadCredentials(cloudAt("cloud")));
    expect(error?.message).toBe(`AWS secret cloud (${REGION}): no AWS credentials were found`);
  });

  it.for(nodes)("works from the bundle on $name", async ({ path: node }, { skip }) => {
    if (node === undefined) return skip("there is no such Node here");
    const file = JSON.stringify(join(root, "dist/rare/aws-sdk.js"));
    const asked = JSON.stringify({ regionName: REGION, secretName: "cloud" });
    const script = `require(${file}).getSecret(${asked}, 10000).then((answer) => console.log(JSON.stringify(answer)))`;
    const env = { PATH: process.env.PATH, ...awsEnv(moto.url) };
    const { stdout, stderr } = await promisify(execFile)(node, ["-e", script], { env });
    expect(JSON.parse(stdout)).toEqual({ text: JSON.stringify(CLOUD) });
    expect(stderr).toBe("");
  });
});
