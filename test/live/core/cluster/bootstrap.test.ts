import { describe, expect, it } from "vitest";
import { bootstrapOf } from "#live/core/cluster/bootstrap.ts";
import { Secret } from "#live/core/cluster/secret.ts";
import type { SecurityProtocol } from "#live/core/cluster/security-protocol.ts";
import { ConnectionSettings } from "#live/core/cluster/settings.ts";
import { expectHidden, thrownBy } from "../../../support/secrets.ts";

const read = (text: string, protocol: SecurityProtocol = "PLAINTEXT") => {
  const setting = { name: "metadata.broker.list", value: new Secret(text), where: "--bootstrap" };
  return bootstrapOf(new ConnectionSettings([setting]), protocol);
};

describe("brokers' addresses", () => {
  it.each([
    ["a:1", ["a:1"]],
    [" a:1 ,b.example:9092,, a:1,", ["a:1", "b.example:9092"]],
    ["PLAINTEXT://a:1,plaintext://b:2", ["a:1", "b:2"]],
    ["[2001:db8::1]:9092", ["[2001:db8::1]:9092"]],
    ["[fe80::1%eth0]:9092", ["[fe80::1%eth0]:9092"]],
    ["127.0.0.1:09092", ["127.0.0.1:9092"]],
    ["kafka_1:65535", ["kafka_1:65535"]],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ["", "no bootstrap server is set", "KAFKA_BOOTSTRAP_SERVERS"],
    [" , ", "no bootstrap server is set", "the bootstrap servers host:port"],
    ["kafka", 'the broker address "kafka" has no port', "kafka:9092"],
    ["a:1,b", 'the broker address "b" has no port', "b:9092"],
    ["kafka:", 'the broker address "kafka:" has no port', "9092"],
    ["kafka:0", "a port that is not between 1 and 65535", "host:port"],
    ["kafka:65536", "a port that is not between 1 and 65535", "host:port"],
    ["kafka:99999999999999999999", "a port that is not between 1 and 65535", "host:port"],
    ["kafka:http", "has a port that is not a number", "host:port"],
    [":9092", "has no valid host name", "host:port"],
    ["a:1 b:2", "has a port that is not a number", "commas"],
    ["::1:9092", "is not host:port", "[2001:db8::1]:9092"],
    ["[::1]", "has no port", "9092"],
    ["[x]:1", "is not host:port", "brackets"],
    [
      "http://a:9092",
      'starts with "http://", which is not a security protocol of Kafka',
      "host:port",
    ],
    [
      "SASL_SSL://a:1",
      "says SASL_SSL, but security.protocol is PLAINTEXT",
      "Set security.protocol",
    ],
    ["a:1/path", "has a port that is not a number", "host:port"],
    ["me:s3cr3t@a:1", "a broker address contains an @", "sasl.username and sasl.password"],
    ["SSL://me:s3cr3t@a:1", "a broker address contains an @", "sasl.username"],
  ])("are refused: %j", (text, what, next) => {
    const [error] = thrownBy(() => read(text));
    expect(error?.parts.what).toContain(what);
    expect(error?.parts.where).toBe("--bootstrap");
    expect(error?.parts.next).toContain(next);
    expectHidden(error, ["s3cr3t"]);
  });
});
