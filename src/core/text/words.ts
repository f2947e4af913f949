/** Text from outside, such as a name or a broker's reason: each format has its own way to show it. */
interface Untrusted {
  readonly untrusted: string;
}

/** A sentence in parts: strings are ours. */
export type Words = string | Untrusted | readonly Words[];

/** What stands in the template is ours; values say themselves whether they are. */
export function words(template: TemplateStringsArray, ...values: readonly Words[]): Words {
  return template.flatMap((part, i): Words[] => (i === 0 ? [part] : [values[i - 1] ?? "", part]));
}

/** Each part as the format shows our words and those of others. */
export function spell<T>(
  sentence: Words,
  ours: (text: string) => T,
  theirs: (text: string) => T,
): T[] {
  if (typeof sentence === "string") return [ours(sentence)];
  if ("untrusted" in sentence) return [theirs(sentence.untrusted)];
  return sentence.flatMap((part) => spell(part, ours, theirs));
}
