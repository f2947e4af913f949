/*
 * Names are any text: a contract does not ask whether Kafka would take them. They stand in PromQL,
 * in Go templates and in YAML, one within the other, and must not end or become any of these.
 */

/**
 * Text in double quotes, in ASCII: PromQL (quoted as Go does) and YAML both read it as this text.
 * Lone surrogates, which neither can say, become the replacement character.
 */
export function doubleQuoted(text: string): string {
  const json = JSON.stringify(text.replace(/\p{Cs}/gu, "\ufffd"));
  return json.replace(/[^ -~]/gu, (character) => {
    const code = (character.codePointAt(0) as number).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

/**
 * Text as a Go template that prints it: Prometheus expands annotations and labels. Every single `{`,
 * so that none can open an action together with one that follows.
 */
export function literalTemplate(text: string): string {
  return text.replaceAll("{", '{{"{"}}');
}

/** Text as an RE2 expression that matches it alone. */
export function literalPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
