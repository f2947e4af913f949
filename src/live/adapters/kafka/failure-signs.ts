const DISCONNECTION = /ECONNREFUSED|ECONNRESET|EPIPE|[Cc]onnection (was )?closed/;

const TIMEOUT = /TookTooLong|TIMEOUT|timed out/i;

const TOPIC_FAILURES =
  /^(TOPIC_AUTHORIZATION_FAILED|UNKNOWN_TOPIC|LEADER_NOT|REPLICA_NOT|KAFKA_STORAGE)/;

/** The JavaScript client's own message, which may name another topic than the missing one. */
const UNKNOWN_TO_CLIENT = /^Unknown (topic|partition) /;

/** The protocol's codes as librdkafka returns them: TOPIC_AUTHORIZATION_FAILED, unknown topic. */
const NATIVE_TOPIC_FAILURES = [29, 3];

/** Whether the cluster returned this protocol error, such as TOPIC_ALREADY_EXISTS. */
export function hasApiError(error: unknown, name: string): boolean {
  return causesOf(error).some((cause) => (cause as { apiId?: unknown }).apiId === name);
}

/** The cluster's response that contained the errors, if the client kept it. */
export function responseOf(error: unknown): unknown {
  return causesOf(error)
    .map((cause) => (cause as { response?: unknown }).response)
    .find((response) => response !== undefined);
}

/** Whether a single topic failed, so that other topics of the request may be fine. */
export function isTopicFailure(error: unknown): boolean {
  return causesOf(error).some((cause) => {
    const { apiId, code } = cause as { apiId?: unknown; code?: unknown };
    return (
      TOPIC_FAILURES.test(String(apiId)) ||
      UNKNOWN_TO_CLIENT.test(cause.message) ||
      NATIVE_TOPIC_FAILURES.includes(Number(code))
    );
  });
}

/** Whether a connection broke or could not be opened, as when a broker stops or starts. */
export function isDisconnection(error: unknown): boolean {
  return causesOf(error).some((cause) => signsOf(cause).some((sign) => DISCONNECTION.test(sign)));
}

/** Whether there was no answer in time. */
export function isTimeout(error: unknown): boolean {
  return causesOf(error).some((cause) => signsOf(cause).some((sign) => TIMEOUT.test(sign)));
}

/** The error, the errors it bundles and all their causes, the innermost last. */
export function causesOf(error: unknown, found: Error[] = []): Error[] {
  if (!(error instanceof Error) || found.includes(error)) return found;
  found.push(error);
  const { errors } = error as { errors?: unknown };
  if (Array.isArray(errors)) {
    for (const one of errors) causesOf(one, found);
  }
  return causesOf(error.cause, found);
}

/** What identifies an error: codes of Node, TLS and the protocol, its name and its message. */
export function signsOf(error: Error): string[] {
  const { code, apiId } = error as { code?: unknown; apiId?: unknown };
  return [apiId, code, error.name, error.message].filter((one) => typeof one === "string");
}
