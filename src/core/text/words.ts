/** Text from outside, such as a name or a broker's reason; each format shows it in its own way. */
interface Untrusted {
  readonly untrusted: string;
}

/** A sentence in parts: strings are our own text. */
export type Words = string | Untrusted | readonly Words[];

/** The template is our own text; values can be untrusted. */
export function words(template: TemplateStringsArray, ...values: readonly Words[]): Words {
  return template.flatMap((part, i): Words[] => (i === 0 ? [part] : [values[i - 1] ?? "", part]));
}

/** Each part, converted by the function for our own or for untrusted text. */
export function spell<T>(
  sentence: Words,
  ours: (text: string) => T,
  theirs: (text: string) => T,
): T[] {
  if (typeof sentence === "string") return [ours(sentence)];
  if ("untrusted" in sentence) return [theirs(sentence.untrusted)];
  return sentence.flatMap((part) => spell(part, ours, theirs));
}
