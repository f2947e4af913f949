import { type Phrase, phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { Connection, Tls } from "#live/core/cluster/connection.ts";
import { BUILD_PACKAGES, REINSTALL } from "./client-features.ts";

/** What went wrong, in the user's terms, and what to do. */
type Explanation = { readonly what: string; readonly next: Phrase };

const DISCONNECTION = /ECONNREFUSED|ECONNRESET|EPIPE|[Cc]onnection (was )?closed/;

const TOPIC_FAILURES =
  /^(TOPIC_AUTHORIZATION_FAILED|UNKNOWN_TOPIC|LEADER_NOT|REPLICA_NOT|KAFKA_STORAGE)/;

/** The client's own words, which may name another topic than the one that is gone. */
const UNKNOWN_TO_CLIENT = /^Unknown (topic|partition) /;

/** The same two as numbers of the protocol, which librdkafka gives: a right, and an unknown topic. */
const NATIVE_TOPIC_FAILURES = [29, 3];

/** The first that fits is told: rights and logins, then TLS, then the network, then time. */
const explanations: readonly (readonly [RegExp, Explain])[] = [
  [
    /AUTHORIZATION.FAILED|not authorized/i,
    (_, task) => ({
      what: `this login may not ${task}`,
      next: "Give it the right (an ACL or a role) to create, describe, write, read and delete topics.",
    }),
  ],
  [/not supported in this build|Local: Not implemented|BAD_COMPRESSION/, notBuilt],
  [
    /UNSUPPORTED_SASL_MECHANISM|suitable SASL mechanism/,
    ({ sasl }) => ({
      what: `the cluster does not take logins by ${sasl?.mechanism ?? "this mechanism"} here`,
      next: "Set sasl.mechanism to one that this listener has: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER.",
    }),
  ],
  [
    /SASL_AUTHENTICATION_FAILED|PLT_KFK_AUTHENTICATION|^Authentication failed|SASL authentication/i,
    ({ sasl }) => ({
      what: "the cluster refuses the login",
      next:
        sasl?.mechanism === "OAUTHBEARER"
          ? "Does the cluster trust this token issuer, audience and scope?"
          : "Check user and password, or API key and secret; a key made a moment ago may take minutes to work.",
    }),
  ],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    () => ({
      what: "the certificate is for another host name",
      next: "Connect by a name that the certificate holds.",
    }),
  ],
  [
    /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|CERT_(HAS_EXPIRED|UNTRUSTED|NOT_YET_VALID)|self-signed/,
    () => ({
      what: "the cluster's certificate is not trusted",
      next: "Give the CA that signed it: ssl.truststore.location with ssl.truststore.type=PEM (or ssl.ca.location).",
    }),
  ],
  [
    /CERTIFICATE_REQUIRED|certificate required|bad certificate|handshake failure/i,
    () => ({
      what: "the cluster wants a client certificate that it trusts",
      next: "Give ssl.keystore.location with ssl.keystore.type=PEM (or ssl.certificate.location and ssl.key.location).",
    }),
  ],
  [
    /WRONG_VERSION_NUMBER|ERR_SSL_|EPROTO|TLS handshake failed|secure TLS connection was established/i,
    () => ({
      what: "TLS fails: this port does not seem to speak it",
      next: "Is it a listener without TLS (security.protocol=PLAINTEXT or SASL_PLAINTEXT), or another port?",
    }),
  ],
  [
    /ENOTFOUND|EAI_AGAIN|EAI_NODATA/,
    () => ({
      what: "the host name is not known",
      next: phrase`Check ${setting("bootstrap")} for a typo, and whether this machine sees the network (VPN, DNS).`,
    }),
  ],
  [
    /ECONNREFUSED/,
    () => ({
      what: "nothing listens on this port",
      next: "Check the port, and that the broker runs.",
    }),
  ],
  [
    /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/,
    () => ({
      what: "the host cannot be reached",
      next: "Is the network (VPN, firewall, private link) open from here?",
    }),
  ],
  [
    /^(LEADER_NOT_AVAILABLE|NOT_LEADER_OR_FOLLOWER|NOT_CONTROLLER)$/,
    (_, task) => ({
      what: `cannot ${task}: nobody leads a partition or the cluster now`,
      next: "Is a broker down? Try again once the cluster is well.",
    }),
  ],
  [/REPLICATION_FACTOR|Replication factor/, badReplication],
  [
    /POLICY_VIOLATION|INVALID_CONFIG/,
    (_, task) => ({
      what: `the cluster's policy does not let us ${task}`,
      next: phrase`Ask for other ${setting("testPartitions")} or ${setting("replicationFactor")}, or the cluster's administrator.`,
    }),
  ],
  [
    /TOPIC_ALREADY_EXISTS/,
    (_, task) => ({
      what: `cannot ${task}: it exists already`,
      next: phrase`It was not touched. Leave ${setting("testTopic")} out for a name of our own, or give another one.`,
    }),
  ],
  [
    /INVALID_TOPIC_EXCEPTION/,
    (_, task) => ({
      what: `cannot ${task}: Kafka takes letters, digits, ".", "_" and "-", up to 249 of them`,
      next: phrase`Give another ${setting("testTopic")}.`,
    }),
  ],
  [/TookTooLong|TIMEOUT|timed out|ETIMEDOUT/i, noAnswer],
  [/ECONNRESET|EPIPE|[Cc]onnection (was )?closed|UNEXPECTED_CORRELATION|OUT_OF_BOUNDS/, hangUp],
];

/**
 * The user's error for whatever the clients throw: named causes first, then what is likely.
 * Nothing of the connection but its addresses is shown.
 *
 * @param task what was tried, such as "describe the cluster"
 */
export function explainFailure(error: unknown, connection: Connection, task: string): Error {
  if (error instanceof UserError) return error;
  const causes = causesOf(error);
  const known = causes.find((cause): cause is UserError => cause instanceof UserError);
  if (known !== undefined) return known;
  const signs = causes.flatMap(signsOf);
  const address = connection.bootstrap.join(", ");
  for (const [pattern, explain] of explanations) {
    const sign = signs.find((one) => pattern.test(one));
    if (sign === undefined) continue;
    const { what, next } = explain(connection, task, sign);
    return new UserError({ what, where: address, next }, { cause: error });
  }
  const reason = causes.at(-1)?.message ?? String(error);
  return new UserError(
    { what: `cannot ${task}: ${reason}`, where: address, next: "Try again; then report it." },
    { cause: error },
  );
}

/** Whether the cluster itself answered with this error of the protocol, such as TOPIC_ALREADY_EXISTS. */
export function hasApiError(error: unknown, name: string): boolean {
  return causesOf(error).some((cause) => (cause as { apiId?: unknown }).apiId === name);
}

/** What the cluster answered beside the errors, where the client keeps it. */
export function responseOf(error: unknown): unknown {
  return causesOf(error)
    .map((cause) => (cause as { response?: unknown }).response)
    .find((response) => response !== undefined);
}

/** Whether it is some topic that fails, and others that were asked for beside it may not. */
export function isOfTopic(error: unknown): boolean {
  const causes = causesOf(error);
  return causes.some((cause) => {
    const { apiId, code } = cause as { apiId?: unknown; code?: unknown };
    return (
      TOPIC_FAILURES.test(String(apiId)) ||
      UNKNOWN_TO_CLIENT.test(cause.message) ||
      NATIVE_TOPIC_FAILURES.includes(Number(code))
    );
  });
}

/** Whether a connection broke, or was not to be had: a broker that ends or begins. */
export function isDisconnection(error: unknown): boolean {
  return causesOf(error).some((cause) => signsOf(cause).some((sign) => DISCONNECTION.test(sign)));
}

/** The error, all it bundles and their causes, the innermost last. */
function causesOf(error: unknown, found: Error[] = []): Error[] {
  if (!(error instanceof Error) || found.includes(error)) return found;
  found.push(error);
  const { errors } = error as { errors?: unknown };
  if (Array.isArray(errors)) for (const one of errors) causesOf(one, found);
  return causesOf(error.cause, found);
}

/** What an error can be told by: codes of Node, TLS and the protocol, and its text. */
function signsOf(error: Error): string[] {
  const { code, apiId } = error as { code?: unknown; apiId?: unknown };
  return [apiId, code, error.name, error.message].filter((one) => typeof one === "string");
}

type Explain = (connection: Connection, task: string, sign: string) => Explanation;

function clientCertificate({ certificate }: Tls): string {
  return certificate === undefined
    ? "a client certificate (ssl.keystore.location, or ssl.certificate.location)"
    : "a client certificate of another authority";
}

/** Of a property librdkafka says the library that was missing; of records, nothing. */
function notBuilt(_: Connection, task: string, sign: string): Explanation {
  const [, lack = "the compression of these records"] =
    /not supported in this build: *(.*)/s.exec(sign) ?? [];
  return {
    what: `cannot ${task}: Kafka's client was built without what this needs: ${lack}`,
    next: `Install ${BUILD_PACKAGES} (Debian's names), then run ${REINSTALL}.`,
  };
}

function badReplication(): Explanation {
  return {
    what: "the cluster has fewer brokers than copies are asked for",
    next: phrase`Give a smaller ${setting("replicationFactor")}.`,
  };
}

function noAnswer({ tls }: Connection): Explanation {
  return {
    what: "no answer in time",
    next: `Is it a Kafka port, and does a firewall let this machine through?${
      tls === undefined
        ? " A listener with TLS does not answer either: security.protocol=SSL or SASL_SSL."
        : ""
    }`,
  };
}

function hangUp({ tls, sasl }: Connection): Explanation {
  const hints = [
    ...(tls === undefined ? ["TLS (security.protocol=SSL or SASL_SSL)"] : []),
    ...(sasl === undefined ? ["a login (SASL_SSL or SASL_PLAINTEXT)"] : []),
    // Since TLS 1.3 the client is through with the handshake when the broker looks at these.
    ...(tls === undefined ? [] : [clientCertificate(tls)]),
  ];
  const expects = hints.length === 0 ? "" : ` It may expect ${hints.join(", or ")}.`;
  return {
    what: "the other side closes the connection",
    next: `Is it a Kafka port?${expects}`,
  };
}
