import { UserError } from "#core/errors/user-error.ts";
import { BACKSLASH_ESCAPES } from "#core/text/backslash-escapes.ts";
import { Secret } from "./secret.ts";

/** The login module of a sasl.jaas.config. Any option may be a password. */
export interface JaasConfig {
  /** The class without its package, such as PlainLoginModule. */
  readonly module: string;
  readonly options: ReadonlyMap<string, Secret>;
}

type Token = { readonly kind: "text" | "punctuation"; readonly text: string };

const SPACE = /(?:\s|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)*/y;
/** Splits like Kafka's StreamTokenizer: into words, quoted strings and punctuation. */
const TOKEN = /([\w.$-]+)|"((?:[^"\\\n\r]|\\[^\n\r])*)"|'((?:[^'\\\n\r]|\\[^\n\r])*)'|([=;])/y;
const FLAGS = ["required", "requisite", "sufficient", "optional"];
const FORM =
  'Write it as: org.apache.kafka.common.security.plain.PlainLoginModule required username="…" password="…"; with values in quotes. In a properties file, end every line except the last with a backslash.';

/** @throws UserError that quotes nothing of the text, which contains a password */
export function parseJaas(text: string): JaasConfig {
  const tokens = tokensOf(text);
  const [name, flag, ...rest] = tokens;
  if (name?.kind !== "text") throw badJaas("it does not start with a login module class");
  if (flag === undefined || !FLAGS.includes(flag.text.toLowerCase())) {
    throw badJaas('the word "required" is missing after the login module');
  }
  const end = rest.findIndex(({ kind, text }) => kind === "punctuation" && text === ";");
  if (end === -1) throw badJaas("it does not end with a semicolon");
  if (end !== rest.length - 1) throw badJaas("something follows the semicolon");
  return { module: name.text.replace(/^.*\./, ""), options: optionsOf(rest.slice(0, end)) };
}

function optionsOf(tokens: readonly Token[]): Map<string, Secret> {
  const options = new Map<string, Secret>();
  for (let i = 0; i < tokens.length; i += 3) {
    const [name, equals, value] = tokens.slice(i, i + 3);
    const isOption = name?.kind === "text" && equals?.text === "=" && value?.kind === "text";
    if (!isOption) throw badJaas('an option is not name="value"');
    options.set(name.text, new Secret(value.text));
  }
  return options;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = afterSpace(text, 0); at < text.length; at = afterSpace(text, TOKEN.lastIndex)) {
    TOKEN.lastIndex = at;
    const [found, word, double, single, mark] = TOKEN.exec(text) ?? [];
    if (found === undefined) throw badJaas(whyInvalidToken(text.charAt(at)));
    if (mark === undefined) {
      tokens.push({ kind: "text", text: word ?? withoutEscapes(double ?? single ?? "") });
    } else tokens.push({ kind: "punctuation", text: mark });
  }
  return tokens;
}

function afterSpace(text: string, from: number): number {
  SPACE.lastIndex = from;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

function whyInvalidToken(character: string): string {
  return character === '"' || character === "'"
    ? "a quote is not closed on its line"
    : "a value with characters other than letters and digits is not in quotes";
}

function withoutEscapes(text: string): string {
  return text.replace(/\\(?:([0-3]?[0-7]{1,2})|(.))/g, (_, octal?: string, character = "") =>
    octal === undefined
      ? (BACKSLASH_ESCAPES[character] ?? character)
      : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

function badJaas(reason: string): UserError {
  return new UserError({ what: `sasl.jaas.config cannot be read: ${reason}`, next: FORM });
}
