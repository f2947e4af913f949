import { expect, it } from "vitest";
import { expectRefusal } from "../../e2e/cli.ts";
import { awsEnv } from "../../support/aws-env.ts";
import { describeKafka, sharedCluster } from "../../support/kafka.ts";
import { analysisOf, type LivePlace, livePlace, runLive } from "../../support/live-cli.ts";

function placeWith(login: Readonly<Record<string, string>>): LivePlace {
  const { listeners, tls } = sharedCluster();
  const { cwd, env } = livePlace();
  const server = {
    KAFKA_BOOTSTRAP_SERVERS: listeners.saslSsl,
    KAFKA_SECURITY_PROTOCOL: "SASL_SSL",
    KAFKA_SSL_TRUSTSTORE_TYPE: "PEM",
    KAFKA_SSL_TRUSTSTORE_LOCATION: tls.ca,
  };
  return { cwd, env: { ...env, ...server, ...login } };
}

function oauthPlace(clientSecret = sharedCluster().oauth.clientSecret): LivePlace {
  const { oauth } = sharedCluster();
  return placeWith({
    KAFKA_SASL_MECHANISM: "OAUTHBEARER",
    KAFKA_SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL: oauth.tokenEndpoint,
    KAFKA_SASL_OAUTHBEARER_CLIENT_ID: oauth.clientId,
    KAFKA_SASL_OAUTHBEARER_CLIENT_SECRET: clientSecret,
  });
}

const recommend = ["recommend", "--topic-filter", "no-such-topic", "--output", "json"];

describeKafka("OAUTHBEARER", () => {
  it("works with a client that was built without libcurl", async () => {
    const run = await runLive(["analyze", "--records", "100", "--output", "json"], oauthPlace());
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(analysisOf(run).consuming).toMatchObject({ records: 100, missing: 0 });
  });

  it("works without that client where nothing is produced", async () => {
    expect(await runLive(recommend, oauthPlace())).toMatchObject({ code: 0, stderr: "" });
  });

  it("shows no secret where it is refused", async () => {
    const run = await runLive(recommend, oauthPlace("wrong-s3cr3t"));
    expect(run.code).toBe(2);
    expect(run.stderr + run.stdout).toContain("the OAuth token endpoint returned no token");
    expect(run.stderr + run.stdout).not.toContain("wrong-s3cr3t");
  });
});

describeKafka("AWS_MSK_IAM", () => {
  it("is named where a cluster has no such login, and no credential of AWS is", async () => {
    const aws = { ...awsEnv("http://127.0.0.1:9"), AWS_REGION: "eu-west-3" };
    const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "aws-s3cr3t" };
    const login = { ...aws, ...keys, KAFKA_SASL_MECHANISM: "AWS_MSK_IAM" };
    const run = await runLive(["recommend", "--dry-run"], placeWith(login));
    expectRefusal(run, "the cluster does not accept logins with AWS_MSK_IAM here");
    expect(run.stderr).not.toMatch(/aws-s3cr3t|AKIDEXAMPLE/);
  });
});
