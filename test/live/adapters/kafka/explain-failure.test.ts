import { expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { explainFailure } from "#live/adapters/kafka/explain-failure.ts";

const connection = { bootstrap: ["a.example:9092", "b.example:9092"] };

it.each(["LEADER_NOT_AVAILABLE", "NOT_LEADER_OR_FOLLOWER", "NOT_CONTROLLER"])(
  "tells that a broker may be down: %s",
  (apiId) => {
    const cause = Object.assign(new Error("as the protocol has it"), { apiId });
    const error = explainFailure(new Error("it failed", { cause }), connection, "read the offsets");
    expect(error instanceof UserError && error.parts).toEqual({
      what: "cannot read the offsets: a partition has no leader, or the cluster no controller",
      where: "a.example:9092, b.example:9092",
      next: "A broker may be down: try again when the cluster is healthy.",
    });
  },
);

it.each([
  [
    'Configuration property "ssl.ca.pem" not supported in this build: OpenSSL not available at build time',
    "OpenSSL not available at build time",
  ],
  ["Local: Not implemented", "the compression of these records"],
])("says what the client was built without: %s", (message, lack) => {
  const error = explainFailure(new Error(message), connection, "read records");
  expect(error instanceof UserError && error.parts).toEqual({
    what: `cannot read records: the Kafka client was built without something this needs: ${lack}`,
    where: "a.example:9092, b.example:9092",
    next: "Install libssl-dev zlib1g-dev libzstd-dev (Debian's names), then run `npx skew-contract install-client --force`.",
  });
});
