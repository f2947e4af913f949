/** `a`, `a and b`, or `a, b and c` */
export function joined(words: readonly string[]): string {
  const last = words.slice(-2).join(" and ");
  return [...words.slice(0, -2), last].join(", ");
}
