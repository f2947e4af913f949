/*
 * Names can be any text: a contract does not check whether Kafka would accept them. They go into
 * PromQL, Go templates and YAML, nested in each other, and must not break out of any of these.
 */

/**
 * Text in double quotes, in ASCII: PromQL (quoted as Go does) and YAML both read it as this text.
 * Lone surrogates, which neither can express, become the replacement character.
 */
export function doubleQuoted(text: string): string {
  const json = JSON.stringify(text.replace(/\p{Cs}/gu, "\ufffd"));
  return json.replace(/[^ -~]/gu, (character) => {
    const code = (character.codePointAt(0) as number).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

/**
 * A Go template that prints the text: Prometheus expands annotations and labels. Every `{` is escaped,
 * so that none can open an action together with the next one.
 */
export function literalTemplate(text: string): string {
  return text.replaceAll("{", '{{"{"}}');
}

/** An RE2 expression that matches exactly this text. */
export function literalPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
