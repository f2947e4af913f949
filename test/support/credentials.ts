import { readCredentials } from "#live/core/credentials/read-credentials.ts";

/*
 * Variables as the Python tools have them.
 */

export const SECRETS = ["cl0ud+s3cret", "kafka/s3cret="];
export const CLOUD = `{"confluent_cloud_api_key": "CLOUDKEY", "confluent_cloud_api_secret": "${SECRETS[0]}"}`;
export const login = (more: Record<string, unknown> = {}) => ({
  "sasl.username": "KAFKAKEY",
  "sasl.password": SECRETS[1],
  kafka_cluster_id: "lkc-abc123",
  "bootstrap.servers": "pkc-123.us-east-1.aws.confluent.cloud:9092",
  ...more,
});
export const KAFKA = JSON.stringify([login()]);
export const FROM_CLOUD = "USE_CONFLUENT_CLOUD_API_KEY_TO_FETCH_KAFKA_CREDENTIALS";

export const noAws = () => Promise.reject(new Error("AWS was asked"));
export const read = (variables: Record<string, string>) => readCredentials(variables, noAws);
