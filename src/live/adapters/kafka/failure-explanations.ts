import { type Phrase, phrase, setting } from "#core/errors/phrase.ts";
import type { Connection, Tls } from "#live/core/cluster/connection.ts";
import { BUILD_PACKAGES, REINSTALL } from "./client-features.ts";

/** What went wrong, and what the user can do. */
type Explanation = { readonly what: string; readonly next: Phrase };

/** @param sign the code or message that matched */
type Explain = (connection: Connection, task: string, sign: string) => Explanation;

type Explanations = readonly (readonly [sign: RegExp, explain: Explain])[];

const WRONG_PASSWORD =
  "Check the user and password, or the API key and secret. A new key may take minutes to work.";
const REJECTED: Readonly<Record<string, string>> = {
  OAUTHBEARER: "Check that the cluster trusts this token's issuer, audience and scope.",
  AWS_MSK_IAM:
    "The AWS user or role needs kafka-cluster:Connect on this cluster; `aws sts get-caller-identity` shows which one is used.",
};

const permissionAndLogin: Explanations = [
  [
    /AUTHORIZATION.FAILED|not authorized/i,
    (_, task) => ({
      what: `this login is not allowed to ${task}`,
      next: `Grant it the right (an ACL or a role) to ${rightsFor(task)}.`,
    }),
  ],
  [/not supported in this build|Local: Not implemented|BAD_COMPRESSION/, notBuilt],
  [
    /UNSUPPORTED_SASL_MECHANISM|suitable SASL mechanism/,
    ({ sasl }) => ({
      what: `the cluster does not accept logins with ${sasl?.mechanism ?? "this SASL mechanism"} here`,
      next: "Set sasl.mechanism to one that this listener supports: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER or AWS_MSK_IAM.",
    }),
  ],
  [
    /SASL_AUTHENTICATION_FAILED|PLT_KFK_AUTHENTICATION|^Authentication failed|SASL authentication/i,
    ({ sasl }) => ({
      what: "the cluster rejected the login",
      next: REJECTED[sasl?.mechanism ?? ""] ?? WRONG_PASSWORD,
    }),
  ],
];

const tls: Explanations = [
  [
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    () => ({
      what: "the certificate is for another host name",
      next: "Connect with a name that is in the certificate.",
    }),
  ],
  [
    /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|CERT_(HAS_EXPIRED|UNTRUSTED|NOT_YET_VALID)|self-signed/,
    () => ({
      what: "the cluster's certificate is not trusted",
      next: "Set the CA that signed it: ssl.truststore.location with ssl.truststore.type=PEM (or ssl.ca.location).",
    }),
  ],
  [
    /CERTIFICATE_REQUIRED|certificate required|bad certificate|handshake failure/i,
    () => ({
      what: "the cluster requires a client certificate that it trusts",
      next: "Set ssl.keystore.location with ssl.keystore.type=PEM (or ssl.certificate.location and ssl.key.location).",
    }),
  ],
  [
    /WRONG_VERSION_NUMBER|ERR_SSL_|EPROTO|TLS handshake failed|secure TLS connection was established/i,
    () => ({
      what: "the TLS handshake failed: this port does not seem to use TLS",
      next: "Use another port, or connect without TLS (security.protocol=PLAINTEXT or SASL_PLAINTEXT).",
    }),
  ],
];

const network: Explanations = [
  [
    /ENOTFOUND|EAI_AGAIN|EAI_NODATA/,
    () => ({
      what: "the host name cannot be resolved",
      next: phrase`Check ${setting("bootstrap")} for typos, and this machine's network (VPN, DNS).`,
    }),
  ],
  [
    /ECONNREFUSED/,
    () => ({
      what: "nothing is listening on this port",
      next: "Check the port, and that the broker is running.",
    }),
  ],
  [
    /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/,
    () => ({
      what: "the host cannot be reached",
      next: "Check the network from this machine (VPN, firewall, private link).",
    }),
  ],
];

const topics: Explanations = [
  [
    /^(LEADER_NOT_AVAILABLE|NOT_LEADER_OR_FOLLOWER|NOT_CONTROLLER)$/,
    (_, task) => ({
      what: `cannot ${task}: a partition has no leader, or the cluster no controller`,
      next: "A broker may be down: try again when the cluster is healthy.",
    }),
  ],
  [/REPLICATION_FACTOR|Replication factor/, badReplication],
  [
    /POLICY_VIOLATION|INVALID_CONFIG/,
    (_, task) => ({
      what: `the cluster's policy does not allow us to ${task}`,
      next: phrase`Change ${setting("testPartitions")} or ${setting("replicationFactor")}, or ask the cluster's administrator.`,
    }),
  ],
  [
    /TOPIC_ALREADY_EXISTS/,
    (_, task) => ({
      what: `cannot ${task}: it already exists`,
      next: phrase`It was not touched. Choose another ${setting("testTopic")}, or leave it out to get a unique name.`,
    }),
  ],
  [
    /INVALID_TOPIC_EXCEPTION/,
    (_, task) => ({
      what: `cannot ${task}: topic names have up to 249 characters: letters, digits, ".", "_" and "-"`,
      next: phrase`Choose another ${setting("testTopic")}.`,
    }),
  ],
];

const silence: Explanations = [
  [/TookTooLong|TIMEOUT|timed out|ETIMEDOUT/i, noAnswer],
  [/ECONNRESET|EPIPE|[Cc]onnection (was )?closed|UNEXPECTED_CORRELATION|OUT_OF_BOUNDS/, hangUp],
];

/** The first match is reported. */
export const failureExplanations: Explanations = [
  ...permissionAndLogin,
  ...tls,
  ...network,
  ...topics,
  ...silence,
];

/** Reading needs less than a topic of our own. */
function rightsFor(task: string): string {
  if (task.startsWith("read records")) return "read the topic";
  if (/^(describe|list) |offsets/.test(task)) return "describe the topics";
  return "create, describe, write, read and delete topics";
}

/** For a setting, librdkafka names the missing library; for records, it names nothing. */
function notBuilt(_: Connection, task: string, sign: string): Explanation {
  const [, lack = "the compression of these records"] =
    /not supported in this build: *(.*)/s.exec(sign) ?? [];
  return {
    what: `cannot ${task}: the Kafka client was built without something this needs: ${lack}`,
    next: `Install ${BUILD_PACKAGES} (Debian's names), then run ${REINSTALL}.`,
  };
}

function badReplication(): Explanation {
  return {
    what: "the replication factor is larger than the number of brokers",
    next: phrase`Choose a smaller ${setting("replicationFactor")}.`,
  };
}

function noAnswer({ tls }: Connection): Explanation {
  return {
    what: "no answer in time",
    next: `Check that this is a Kafka port, and that no firewall blocks this machine.${
      tls === undefined
        ? " A listener with TLS does not answer either: try security.protocol=SSL or SASL_SSL."
        : ""
    }`,
  };
}

function hangUp({ tls, sasl }: Connection): Explanation {
  const hints = [
    ...(tls === undefined ? ["TLS (security.protocol=SSL or SASL_SSL)"] : []),
    ...(sasl === undefined ? ["a login (SASL_SSL or SASL_PLAINTEXT)"] : []),
    // Since TLS 1.3, the client has finished the handshake when the broker checks its certificate.
    ...(tls === undefined ? [] : [clientCertificate(tls)]),
  ];
  const expects = hints.length === 0 ? "" : ` It may expect ${hints.join(", or ")}.`;
  return {
    what: "the server closed the connection",
    next: `Check that this is a Kafka port.${expects}`,
  };
}

function clientCertificate({ certificate }: Tls): string {
  return certificate === undefined
    ? "a client certificate (ssl.keystore.location, or ssl.certificate.location)"
    : "a client certificate from another authority";
}
