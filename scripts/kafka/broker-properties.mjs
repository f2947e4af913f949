// The content of each broker's server.properties.
import { CERTIFICATE_PRINCIPAL } from "./certificates.mjs";
import { AUDIENCE, ISSUER } from "./token-server.mjs";

/** The listeners of every broker. Clients of PLAINTEXT are ANONYMOUS and may do everything. */
export const LISTENERS = ["PLAINTEXT", "SASL_PLAINTEXT", "SASL_SSL", "SSL", "CONTROLLER"];
const SASL_LISTENERS = ["sasl_plaintext", "sasl_ssl"];
const SECURITY = "org.apache.kafka.common.security";
const LOGIN_MODULES = {
  plain: `${SECURITY}.plain.PlainLoginModule`,
  "scram-sha-256": `${SECURITY}.scram.ScramLoginModule`,
  "scram-sha-512": `${SECURITY}.scram.ScramLoginModule`,
  oauthbearer: `${SECURITY}.oauthbearer.OAuthBearerLoginModule`,
};

/** The text of a broker's properties. `brokers` has the addresses of all brokers, by listener. */
export function brokerProperties({ id, brokers, folder, users, oauth, certificates }) {
  return Object.entries({
    ...roles(id, brokers),
    ...replication(brokers.length),
    ...security(users, oauth),
    ...sasl(users, oauth),
    ...tls(certificates),
    "log.dirs": folder,
  })
    .map(([name, value]) => `${name}=${String(value).replaceAll("\\", "\\\\")}\n`)
    .join("");
}

function roles(id, brokers) {
  const own = Object.entries(brokers[id - 1]);
  const voters = brokers.map(({ CONTROLLER }, index) => `${index + 1}@${CONTROLLER}`);
  return {
    "process.roles": "broker,controller",
    "node.id": id,
    // For clients that read from a replica nearby.
    "broker.rack": `rack-${id}`,
    "replica.selector.class": "org.apache.kafka.common.replica.RackAwareReplicaSelector",
    "controller.quorum.voters": voters.join(","),
    listeners: own.map(([name, address]) => `${name}://${address}`).join(","),
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAINTEXT",
    "listener.security.protocol.map": [
      ...LISTENERS.slice(0, -1).map((name) => `${name}:${name}`),
      "CONTROLLER:PLAINTEXT",
    ].join(","),
  };
}

/** Replicates like a cluster in production, but notices quickly that a broker is gone. */
function replication(count) {
  const synced = Math.min(2, count);
  return {
    "default.replication.factor": count,
    "min.insync.replicas": synced,
    "offsets.topic.replication.factor": count,
    "offsets.topic.num.partitions": 3,
    "transaction.state.log.replication.factor": count,
    "transaction.state.log.min.isr": synced,
    "transaction.state.log.num.partitions": 3,
    "auto.create.topics.enable": false,
    "group.initial.rebalance.delay.ms": 0,
    "broker.heartbeat.interval.ms": 500,
    "broker.session.timeout.ms": 3000,
    // Every 0.5 s by default, which is a quarter of what a broker costs that does nothing else.
    "metadata.max.idle.interval.ms": 5000,
    // A small buffer for a small heap, and compaction that is fast enough for tests.
    "log.cleaner.dedupe.buffer.size": 8 * 1024 * 1024,
    "log.cleaner.backoff.ms": 500,
    // Quotas that throttle for two seconds, not for eleven.
    "quota.window.num": 2,
  };
}

function security(users, oauth) {
  const superUsers = Object.values(users).filter(({ isSuper }) => isSuper);
  const others = ["ANONYMOUS", CERTIFICATE_PRINCIPAL, oauth.clientId];
  const names = [...others, ...superUsers.map(({ name }) => name)];
  return {
    "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
    "super.users": names.map((name) => `User:${name}`).join(";"),
  };
}

function sasl(users, oauth) {
  const entries = SASL_LISTENERS.flatMap((listener) => {
    const prefix = `listener.name.${listener}`;
    const modules = Object.entries(LOGIN_MODULES).map(([mechanism, module]) => [
      `${prefix}.${mechanism}.sasl.jaas.config`,
      `${module} required${mechanism === "plain" ? plainUsers(users) : ""};`,
    ]);
    return [
      ...modules,
      [`${prefix}.sasl.enabled.mechanisms`, Object.keys(LOGIN_MODULES).join(",").toUpperCase()],
      [
        `${prefix}.oauthbearer.sasl.server.callback.handler.class`,
        `${SECURITY}.oauthbearer.OAuthBearerValidatorCallbackHandler`,
      ],
      [`${prefix}.oauthbearer.sasl.oauthbearer.jwks.endpoint.url`, oauth.keysEndpoint],
      [`${prefix}.oauthbearer.sasl.oauthbearer.expected.audience`, AUDIENCE],
      [`${prefix}.oauthbearer.sasl.oauthbearer.expected.issuer`, ISSUER],
    ];
  });
  return {
    ...Object.fromEntries(entries),
    // Sessions of tokens end soon there.
    "listener.name.sasl_plaintext.oauthbearer.connections.max.reauth.ms": 2000,
  };
}

function plainUsers(users) {
  return Object.values(users)
    .filter(({ mechanism }) => mechanism === "PLAIN")
    .map(({ name, password }) => ` user_${name}="${password}"`)
    .join("");
}

function tls({ brokerKeystore, ca }) {
  return {
    "ssl.keystore.type": "PEM",
    "ssl.keystore.location": brokerKeystore,
    "ssl.truststore.type": "PEM",
    "ssl.truststore.location": ca,
    "listener.name.ssl.ssl.client.auth": "required",
  };
}
